from django.urls import path

from records import views

# Under Wagtail's own name, which `document.url` asks for; Wagtail's view would let shared caches keep every file.
urlpatterns = [path("<int:document_id>/<str:document_filename>", views.document, name="wagtaildocs_serve")]
