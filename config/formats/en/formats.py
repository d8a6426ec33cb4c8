"""How dates and times are written, on every page and in the admin; templates name them: ``|date:"DATETIME_FORMAT"``."""

DATE_FORMAT = "M j, Y"
DATETIME_FORMAT = "M j, Y, H:i"
SHORT_DATE_FORMAT = "M j, Y"
SHORT_DATETIME_FORMAT = "M j, H:i"
MONTH_DAY_FORMAT = "M j"
TIME_FORMAT = "H:i"
