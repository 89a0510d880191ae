"""A list page: from `visible_to`, filtered, paged with its filters kept, downloadable as shown."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_filters import FilterSet

from portal.desk import exports
from portal.desk.views.pages import DeskView


class DeskList(DeskView):
    """A list. `get_queryset()` starts from `visible_to`; `?export=xlsx|csv` gives what is filtered."""

    page_size: ClassVar[int] = 25
    filterset_class: type[FilterSet] | None = None
    export_columns: ClassVar[list[exports.Column]] = []
    export_name: ClassVar[str] = "list"
    filter: FilterSet | None = None

    def get_queryset(self) -> QuerySet[Any]:
        raise NotImplementedError

    def filtered(self) -> QuerySet[Any]:
        """Return the rows that the filters of this address leave."""
        rows = self.get_queryset()
        if self.filterset_class is None:
            return rows
        self.filter = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
        return self.filter.qs

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = self.filtered()
        export = request.GET.get("export")
        if export in {"csv", "xlsx"} and self.export_columns:
            send = exports.as_csv if export == "csv" else exports.as_workbook
            # Chunks need a stable order, and keep memory bounded while prefetching.
            return send(rows.iterator(chunk_size=1000), self.export_columns, self.export_name)
        page = Paginator(rows, self.page_size).get_page(request.GET.get("page"))
        return self.render(**self.list_context(page))

    def list_context(self, page: Any) -> dict[str, Any]:
        """Return the part of the context that every list has."""
        query = self.request.GET.copy()
        for name in ("page", "export"):
            query.pop(name, None)
        return {
            "page": page,
            "rows": page.object_list,
            "filter": self.filter,
            "query": query.urlencode(),
            "exports": bool(self.export_columns),
        }


class MyList(DeskList):
    """A list on the institution's own side."""

    side = "my"
