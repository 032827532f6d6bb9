using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Execution.Operators.Windows;
using StreamSql.Planner.Plans;

namespace StreamSql.Execution.Tests.Operators;

public sealed class WindowArithmeticTests
{
    private const long Second = 1_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private static readonly SqlType Wall = new SqlType.Timestamp(3);
    private static readonly SqlType Instant = new SqlType.TimestampLtz(3);

    public static WindowSpec RandomWindow(Random random, int timeColumn)
    {
        long[] units = [Second, 7 * Second, Minute, 15 * Minute, Hour, 24 * Hour];
        var step = units[random.Next(units.Length)];
        var size = step * random.Next(1, 6);
        var offset = random.Next(2) == 0 ? 0 : random.NextInt64(-2 * size / 1000, 2 * size / 1000) * 1000;
        return random.Next(3) switch
        {
            0 => new WindowSpec(WindowKind.Tumble, timeColumn, size, size, offset),
            1 => new WindowSpec(WindowKind.Hop, timeColumn, size, step, offset),
            _ => new WindowSpec(WindowKind.Cumulate, timeColumn, size, step, offset),
        };
    }

    /// <summary>As well windows that overlap unevenly or leave gaps, which can be listed and not aggregated.</summary>
    public static WindowSpec RandomListedWindow(Random random, int timeColumn)
    {
        var window = RandomWindow(random, timeColumn);
        return window.Kind == WindowKind.Hop && random.Next(2) == 0
            ? window with { Slide = random.NextInt64(1, 3 * window.Size / Second) * Second }
            : window;
    }

    /// <summary>A time around 1970, or around a change of summer time.</summary>
    public static long RandomTime(Random random) => (random.Next(4) switch
    {
        0 => random.NextInt64(-50 * Hour, 50 * Hour),
        1 => At(2024, 3, 10) + random.NextInt64(-30 * Hour, 30 * Hour),
        2 => At(2024, 11, 3) + random.NextInt64(-30 * Hour, 30 * Hour),
        _ => At(2024, 4, 6) + random.NextInt64(-30 * Hour, 30 * Hour),
    }) / 1000 * 1000;

    public static TimeZoneInfo? RandomZone(Random random) => random.Next(6) switch
    {
        0 => TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        1 => TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"),
        2 => TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"),
        3 => TimeZoneInfo.Utc,
        _ => null,
    };

    [Fact]
    public void Panes_and_windows_agree_with_trying_every_window() => Seeds.Run(3000, random =>
    {
        var spec = RandomListedWindow(random, 0);
        var zone = RandomZone(random);
        var windows = new WindowArithmetic(spec, zone is null ? Wall : Instant, zone ?? TimeZoneInfo.Utc);
        var time = RandomTime(random);
        Span<long> pane = stackalloc long[1];
        windows.Panes([time], pane);

        var found = new List<Window>();
        for (var window = windows.FirstWindow(pane[0]); window <= windows.LastWindow(pane[0]); window++)
            found.Add(new Window(windows.Start(window), windows.End(window)));

        Assert.Equal(new WindowReference(spec, zone).Of(time).OrderBy(w => w.End), found);
    });

    [Fact]
    public void A_window_is_open_until_its_last_millisecond_has_passed_for_good() => Seeds.Run(500, random =>
    {
        var spec = RandomWindow(random, 0);
        var zone = RandomZone(random);
        var windows = new WindowArithmetic(spec, zone is null ? Wall : Instant, zone ?? TimeZoneInfo.Utc);
        Span<long> pane = stackalloc long[1];
        windows.Panes([RandomTime(random)], pane);
        var window = windows.FirstWindow(pane[0]);

        var fire = new WindowReference(spec, zone).FireTime(new Window(windows.Start(window), windows.End(window)));

        Assert.Equal(fire, windows.FireTime(window));
        Assert.True(windows.FirstOpen(new Timestamp(fire)) > window);
        Assert.True(windows.FirstOpen(new Timestamp(fire - 1)) <= window);
    });

    [Theory]
    [InlineData(-16, "23:54", "00:04")]
    [InlineData(-6, "23:54", "00:04")]
    [InlineData(4, "23:54", "00:04")]
    [InlineData(-4, "23:56", "00:06")]
    [InlineData(6, "23:56", "00:06")]
    [InlineData(16, "23:56", "00:06")]
    public void Offsets_shift_windows_as_the_documentation_of_the_dialect_shows(int offsetMinutes, string start, string end)
    {
        var windows = new WindowArithmetic(new WindowSpec(WindowKind.Tumble, 0, 10 * Minute, 10 * Minute, offsetMinutes * Minute), Wall, TimeZoneInfo.Utc);
        Span<long> pane = stackalloc long[1];

        windows.Panes([At(2021, 6, 30) + (4 * Second)], pane);

        Assert.Equal((start, end), (Clock(windows.Start(pane[0])), Clock(windows.End(pane[0]))));
    }

    [Fact]
    public void A_day_of_the_wall_clock_may_have_23_or_25_hours()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var windows = new WindowArithmetic(new WindowSpec(WindowKind.Tumble, 0, 24 * Hour, 24 * Hour, 0), Instant, zone);
        Span<long> panes = stackalloc long[2];
        windows.Panes([At(2024, 3, 10) + (12 * Hour), At(2024, 11, 3) + (12 * Hour)], panes);

        Assert.Equal(23 * Hour, windows.FireTime(panes[0]) - windows.FireTime(panes[0] - 1));
        Assert.Equal(25 * Hour, windows.FireTime(panes[1]) - windows.FireTime(panes[1] - 1));
    }

    private static long At(int year, int month, int day) =>
        (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / 10;

    private static string Clock(long micros) => DateTime.UnixEpoch.AddMicroseconds(micros).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
