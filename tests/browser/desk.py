"""The form of an article as somebody at a desk uses it."""

from tests.browser.word_clipboard import FROM_WORD, rich_text_format
from tests.publications.factories import picture_file

PASTE = """([id, html, rtf]) => {
  const body = CKEDITOR.instances[id].editable().$;
  const view = body.ownerDocument.defaultView;
  const carried = new view.DataTransfer();
  carried.setData("text/html", html);
  carried.setData("text/rtf", rtf);
  body.focus();
  body.dispatchEvent(new view.ClipboardEvent(
    "paste", {clipboardData: carried, bubbles: true, cancelable: true}));
}"""


class Tab:
    """The tab of one language in the article's form."""

    def __init__(self, page, language):
        self.page, self.prefix = page, f"text-{language}"
        page.click(f"a[href='#{self.prefix}']")
        self.group = page.locator(f"#{self.prefix}-group")
        self.sheet = self.group.locator("iframe.cke_wysiwyg_frame").content_frame.locator("body")

    def write(self, *, title, lead, body):
        self.page.fill(f"#id_{self.prefix}-0-title", title)
        self.page.fill(f"#id_{self.prefix}-0-lead", lead)
        self.sheet.click()
        self.page.keyboard.type(body)

    def fill(self, name, value):
        self.page.fill(f"#id_{self.prefix}-0-{name}", value)

    def add(self, words):
        """Write on at the end of the text."""
        self.sheet.press("Control+End")
        self.page.keyboard.type(words)

    @property
    def editor(self):
        return f"id_{self.prefix}-0-body"

    def paste_from_word(self):
        """Paste FROM_WORD; wait until the portal has stored its picture."""
        self.page.wait_for_function(f"CKEDITOR.instances['{self.editor}'].status === 'ready'")
        self.page.evaluate(PASTE, [self.editor, FROM_WORD, rich_text_format()])
        self.page.wait_for_function(
            f"CKEDITOR.instances['{self.editor}'].getData().includes('src=\"/media/pictures')"
        )

    def paste(self, markup):
        """Paste what another program has put on the clipboard."""
        self.page.wait_for_function(f"CKEDITOR.instances['{self.editor}'].status === 'ready'")
        self.page.evaluate(PASTE, [self.editor, markup, ""])

    def markup(self):
        return self.page.evaluate(f"CKEDITOR.instances['{self.editor}'].getData()")

    def told(self):
        """What the editor says over the text."""
        return self.page.locator(".cke_notification_message").all_inner_texts()

    def describe_picture(self, alt):
        """Say what the one picture of the text shows."""
        self.sheet.locator("img.cke_widget_element").dblclick()
        self.page.locator(".cke_dialog:visible input[type=text]").nth(1).fill(alt)
        self.agree()

    def tool(self, name):
        self.group.locator(f".cke_button__{name}").click()

    def agree(self):
        self.page.locator(".cke_dialog_ui_button_ok:visible").click()
        self.page.locator(".cke_dialog:visible").wait_for(state="hidden")

    def insert_table(self):
        self.sheet.press("Control+End")
        self.tool("table")
        self.agree()

    def insert_picture(self, alt):
        self.sheet.press("Control+End")
        self.tool("image")
        self.page.locator(".cke_dialog_tab:visible").nth(1).click()
        chooser = self.page.locator(".cke_dialog_ui_input_file iframe:visible").content_frame
        photo = {
            "name": "p.jpg",
            "mimeType": "image/jpeg",
            "buffer": picture_file(1200, 800).read(),
        }
        chooser.locator("input[type=file]").set_input_files(photo)
        self.page.locator("a.cke_dialog_ui_fileButton:visible").click()
        address = self.page.locator(".cke_dialog:visible input[type=text]").first
        address.wait_for()
        self.page.wait_for_function(
            "e => e.value.startsWith('/media/')", arg=address.element_handle()
        )
        self.page.locator(".cke_dialog:visible input[type=text]").nth(1).fill(alt)
        self.agree()

    def press(self, step):
        self.group.locator(f"button[value^='{step}:']").click()
        self.page.wait_for_load_state()
