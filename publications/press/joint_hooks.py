"""Moments of a joint publication at which rooms above do their part, in the same transaction."""

from mediacenter.toolkit.hooks import Hook

joint_asked = Hook()  # (JointRequest, by=user): the organization is to say whether it agrees
joint_answered = Hook()  # (JointRequest)
