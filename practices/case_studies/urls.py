from django.urls import path

from practices.case_studies import concerns, views

app_name = "case_studies"
urlpatterns = [
    path("form.docx", views.empty_form, name="empty_form"),
    path("<int:number>/form.docx", views.case_study_form, name="form"),
    path("<int:number>-<slug:slug>/", views.case_study_detail, name="detail"),
    path("<int:number>/", views.case_study_detail, {"slug": ""}, name="detail_by_number"),
    path("<int:number>/concern/", concerns.report_concern, name="concern"),
]
