"""Addresses of teachers."""

from django.urls import path

from institutions.views import my_teachers, teachers

desk_urlpatterns = [
    path("teachers/", teachers.Teachers.as_view(), name="teachers"),
    path("teachers/<int:pk>/", teachers.Detail.as_view(), name="teacher"),
    path("teachers/<int:pk>/correct/", teachers.Correct.as_view(), name="teacher_correct"),
    path("teachers/<int:pk>/leave/", teachers.Leave.as_view(), name="teacher_leave"),
    path("teachers/<int:pk>/number/", teachers.OpenNumber.as_view(), name="teacher_number"),
    path("institutions/<str:code>/teachers/", teachers.TeachersOf.as_view(), name="teachers_of"),
    path("institutions/<str:code>/teachers/new/", teachers.FileFor.as_view(), name="teacher_for"),
]

my_urlpatterns = [
    path("teachers/", my_teachers.MyTeachers.as_view(), name="my_teachers"),
    path("teachers/new/", my_teachers.File.as_view(), name="my_teacher_new"),
    path("teachers/<int:pk>/", my_teachers.Detail.as_view(), name="my_teacher"),
    path("teachers/<int:pk>/correct/", my_teachers.Correct.as_view(), name="my_teacher_correct"),
    path("teachers/<int:pk>/leave/", my_teachers.Leave.as_view(), name="my_teacher_leave"),
]
