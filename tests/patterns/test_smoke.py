from django.db import connection
def test_x(db, firm=None):
    with connection.cursor() as c:
        c.execute("SELECT wilson_low(8,10), wilson_high(8,10), wilson_low(0,5), wilson_high(5,5), wilson_low(0,0)")
        print(c.fetchall())
