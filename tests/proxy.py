"""A real nginx with docs/nginx.conf, whose names and ports are put in their places."""

import datetime as dt
import grp
import os
import pwd
import re
import socket
import ssl
from contextlib import contextmanager
from http.client import HTTPSConnection

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mediacenter.portal.programs import PROJECT
from mediacenter.toolkit import children
from tests.celery_worker import until
from tests.served_portal import free_port

NAME = "media.example.org"
WRAPPING = """
daemon off;
user {user};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/mediacenter.conf;
}}
"""


@contextmanager
def proxy_before(folder, *upstreams):
    """Yield a Proxy before web processes, each HOST:PORT; folder becomes nginx's own."""
    proxy = Proxy(folder)
    certify(folder)
    written = (PROJECT / "docs" / "nginx.conf").read_text()
    written = re.sub(r"^ +listen \[::\].*\n", "", written, flags=re.MULTILINE)
    servers = "".join(f"    server {one} max_fails=3 fail_timeout=10s;\n" for one in upstreams)
    written = re.sub(r"(    server 127\.0\.0\.1.*\n)+", servers, written)
    for standing, put in {
        "listen 80;": f"listen 127.0.0.1:{proxy.plain_port};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{proxy.port} ssl http2;",
        f"/etc/letsencrypt/live/{NAME}": str(folder),
        "/var/log/nginx": str(folder),
        "/var/cache/nginx": str(folder),
    }.items():
        assert standing in written
        written = written.replace(standing, put)
    (folder / "mediacenter.conf").write_text(written)
    user = pwd.getpwuid(os.geteuid()).pw_name + " " + grp.getgrgid(os.getegid()).gr_name
    (folder / "nginx.conf").write_text(WRAPPING.format(folder=folder, user=user))
    process = children.spawn(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-p", folder])
    try:
        until(lambda: proxy.takes_connections() or process.poll() is not None, limit=20)
        assert process.poll() is None, (folder / "error.log").read_text()
        yield proxy
    finally:
        children.stop(process)


class Proxy:
    def __init__(self, folder):
        self.folder, self.port, self.plain_port = folder, free_port(), free_port()

    def takes_connections(self):
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except ConnectionRefusedError:
            return False
        return True

    def connect(self, *, source="127.0.0.1"):
        """A TLS connection from one of this machine's addresses, 127.0.0.0/8."""
        trusting = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        plain = socket.create_connection(("127.0.0.1", self.port), 30, source_address=(source, 0))
        return trusting.wrap_socket(plain, server_hostname=NAME)

    def ask(self, method, path, *, source="127.0.0.1", body=None, headers=()):
        """The http.client response, read."""
        connection = HTTPSConnection(NAME)
        connection.sock = self.connect(source=source)
        connection.request(method, path, body=body, headers=dict(headers))
        answer = connection.getresponse()
        answer.words = answer.read().decode(errors="replace")
        connection.close()
        return answer


def certify(folder):
    """A certificate for NAME by itself, where docs/nginx.conf looks for one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
