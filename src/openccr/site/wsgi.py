"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from openccr.site.orphans import end_with_parent

# The web server's own process starts this one; killed outright it could not stop it.
end_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openccr.site.settings")
application = get_wsgi_application()
