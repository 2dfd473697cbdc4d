from django.urls import path, re_path

from practices import views

app_name = "practices"
urlpatterns = [
    re_path(r"^category/(?P<code>[A-Z])-(?P<slug>[-\w]+)/$", views.category_detail, name="category"),
    path("form.docx", views.empty_form, name="empty_form"),
    path("<int:number>/form.docx", views.practice_form, name="form"),
    path("<int:number>-<slug:slug>/", views.practice_detail, name="detail"),
    path("<int:number>/", views.practice_detail, {"slug": ""}, name="detail_by_number"),
]
