"""Addresses of papers of enforcement."""

from django.urls import path

from inspections.views import documents

desk_urlpatterns = [
    path("documents/", documents.Documents.as_view(), name="documents"),
    path("documents/<int:pk>/", documents.DocumentPage.as_view(), name="document"),
    path("documents/<int:pk>.docx", documents.DocumentWord.as_view(), name="document_word"),
    path(
        "documents/new/<slug:about>/<int:pk>/<slug:kind>/", documents.Issue.as_view(), name="document_issue"
    ),
]

my_urlpatterns = [
    path("documents/", documents.MyDocuments.as_view(), name="my_documents"),
    path("documents/<int:pk>/", documents.MyPaper.as_view(), name="my_paper"),
    path("documents/<int:pk>/receipt/", documents.ConfirmReceipt.as_view(), name="confirm_receipt"),
    path("documents/<int:pk>.docx", documents.MyDocument.as_view(), name="my_document"),
]
