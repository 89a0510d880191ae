"""The views that staff pages and institution pages stand on, and the workbench's own pages."""

from portal.desk.views.lists import DeskList, MyList
from portal.desk.views.pages import DeskView, MyView

__all__ = ["DeskList", "DeskView", "MyList", "MyView"]
