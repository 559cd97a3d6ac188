package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** Datetimes and timespans; all times are UTC. {@code now} and {@code ago} are folded to constants by the binder. */
final class DateTimeFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare(
                    "now([offset: timespan]): datetime",
                    "The query's instant, the same everywhere in the query.",
                    "now() - now()",
                    "00:00:00"),
            declare(
                    "ago(offset: timespan): datetime",
                    "The query's instant less a timespan.",
                    "now() - ago(1h)",
                    "01:00:00"),
            declare(
                            "startofday(date: datetime, [offset: long]): datetime",
                            "Midnight of the day, some days on.",
                            "startofday(datetime(2017-01-01 10:10:17))",
                            "2017-01-01T00:00:00.0000000Z")
                    .namedAsFirstArgument(),
            declare(
                    "startofweek(date: datetime, [offset: long]): datetime",
                    "Midnight of the week's Sunday, some weeks on.",
                    "startofweek(datetime(2017-01-04 10:10:17))",
                    "2017-01-01T00:00:00.0000000Z"),
            declare(
                    "startofmonth(date: datetime, [offset: long]): datetime",
                    "Midnight of the month's first day, some months on.",
                    "startofmonth(datetime(2017-01-04 10:10:17))",
                    "2017-01-01T00:00:00.0000000Z"),
            declare(
                    "startofyear(date: datetime, [offset: long]): datetime",
                    "Midnight of the year's first day, some years on.",
                    "startofyear(datetime(2017-05-04 10:10:17))",
                    "2017-01-01T00:00:00.0000000Z"),
            declare(
                    "endofday(date: datetime, [offset: long]): datetime",
                    "The last tick of the day, some days on.",
                    "endofday(datetime(2017-01-01 10:10:17))",
                    "2017-01-01T23:59:59.9999999Z"),
            declare(
                    "endofweek(date: datetime, [offset: long]): datetime",
                    "The last tick of the week's Saturday, some weeks on.",
                    "endofweek(datetime(2017-01-04 10:10:17))",
                    "2017-01-07T23:59:59.9999999Z"),
            declare(
                    "endofmonth(date: datetime, [offset: long]): datetime",
                    "The last tick of the month, some months on.",
                    "endofmonth(datetime(2017-02-04))",
                    "2017-02-28T23:59:59.9999999Z"),
            declare(
                    "endofyear(date: datetime, [offset: long]): datetime",
                    "The last tick of the year, some years on.",
                    "endofyear(datetime(2017-02-04))",
                    "2017-12-31T23:59:59.9999999Z"),
            declare(
                    "dayofweek(date: datetime): timespan",
                    "Days since the week's Sunday.",
                    "dayofweek(datetime(2015-12-14))",
                    "1.00:00:00"),
            declare(
                    "dayofmonth(date: datetime): int",
                    "The day's number in its month.",
                    "dayofmonth(datetime(2015-12-14))",
                    "14"),
            declare(
                    "dayofyear(date: datetime): int",
                    "The day's number in its year.",
                    "dayofyear(datetime(2015-12-14))",
                    "348"),
            declare(
                    "hourofday(date: datetime): int",
                    "The hour, 0 to 23.",
                    "hourofday(datetime(2015-12-14 18:54))",
                    "18"),
            declare(
                    "monthofyear(date: datetime): int",
                    "The month, 1 to 12.",
                    "monthofyear(datetime(2015-12-14))",
                    "12"),
            declare("getmonth(date: datetime): int", "The month, 1 to 12.", "getmonth(datetime(2015-10-12))", "10"),
            declare("getyear(date: datetime): int", "The year.", "getyear(datetime(2015-10-12))", "2015"),
            declare(
                    "week_of_year(date: datetime): int",
                    "The ISO 8601 week's number.",
                    "week_of_year(datetime(2020-12-31))",
                    "53"),
            declare(
                    "datetime_part(part: string, date: datetime): int",
                    "One part of a datetime: year, quarter, month, week_of_year, day, dayOfYear, hour, minute, second, …",
                    "datetime_part('hour', datetime(2017-10-30 01:02:03))",
                    "1"),
            declare(
                    "datetime_add(part: string, amount: long, date: datetime): datetime",
                    "The datetime some years, months, days, … on.",
                    "datetime_add('month', 1, datetime(2017-01-31))",
                    "2017-02-28T00:00:00.0000000Z"),
            declare(
                    "datetime_diff(part: string, end: datetime, start: datetime): long",
                    "How many borders of years, months, days, … lie between two datetimes.",
                    "datetime_diff('day', datetime(2017-10-30 23:00), datetime(2017-10-29 01:00))",
                    "1"),
            declare(
                            "format_datetime(date: datetime, format: string): string",
                            "The datetime in a format of y, M, d, H, h, m, s, f, F, tt and separators.",
                            "format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [HH:mm:ss]')",
                            "17-01-29 [09:00:05]")
                    .namedAsFirstArgument(),
            declare(
                            "format_timespan(span: timespan, format: string): string",
                            "The timespan in a format of d, H, h, m, s, f, F and separators.",
                            "format_timespan(1d + 2h, 'd.hh:mm')",
                            "1.02:00")
                    .namedAsFirstArgument(),
            declare(
                    """
                            make_datetime(year: long, month: long, day: long, [hour: long], [minute: long], [second: real]): datetime
                            make_datetime(value: scalar): datetime
                            """,
                    "A datetime of its parts; null when there is no such day or time.",
                    "make_datetime(2017, 10, 1, 12, 10)",
                    "2017-10-01T12:10:00.0000000Z"),
            declare("""
                            make_timespan(hours: long, minutes: long, [seconds: real]): timespan
                            make_timespan(days: long, hours: long, minutes: long, seconds: real): timespan
                            """, "A timespan of its parts.", "make_timespan(1, 12, 30, 55)", "1.12:30:55"),
            declare(
                    "unixtime_seconds_todatetime(value: real): datetime",
                    "The datetime of seconds since 1970.",
                    "unixtime_seconds_todatetime(1546300800)",
                    "2019-01-01T00:00:00.0000000Z"),
            declare(
                    "unixtime_milliseconds_todatetime(value: real): datetime",
                    "The datetime of milliseconds since 1970.",
                    "unixtime_milliseconds_todatetime(1546300800000)",
                    "2019-01-01T00:00:00.0000000Z"),
            declare(
                    "unixtime_microseconds_todatetime(value: real): datetime",
                    "The datetime of microseconds since 1970.",
                    "unixtime_microseconds_todatetime(1546300800000000)",
                    "2019-01-01T00:00:00.0000000Z"),
            declare(
                    "unixtime_nanoseconds_todatetime(value: real): datetime",
                    "The datetime of nanoseconds since 1970.",
                    "unixtime_nanoseconds_todatetime(1546300800000000000)",
                    "2019-01-01T00:00:00.0000000Z"),
            declare(
                    "datetime_utc_to_local(date: datetime, timezone: string): datetime",
                    "The wall clock's time in a zone.",
                    "datetime_utc_to_local(datetime(2022-01-01 12:00), 'Europe/Berlin')",
                    "2022-01-01T13:00:00.0000000Z"),
            declare(
                    "datetime_local_to_utc(date: datetime, timezone: string): datetime",
                    "The UTC time of a zone's wall clock.",
                    "datetime_local_to_utc(datetime(2022-01-01 13:00), 'Europe/Berlin')",
                    "2022-01-01T12:00:00.0000000Z"),
            declare(
                    "datetime_list_timezones(): dynamic",
                    "The names of the time zones that the functions on local times know.",
                    "set_has_element(datetime_list_timezones(), 'Europe/Berlin')",
                    "true"));

    private DateTimeFunctions() {}
}
