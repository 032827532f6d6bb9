using StreamSql.Core.Data;

namespace StreamSql.Functions.Kernels;

/// <summary>Goes between instants and wall clocks of one time zone, in microseconds since 1970-01-01.</summary>
/// <remarks>As Java does: a wall clock that occurs twice is the earlier instant, one that does not occur is moved on by the gap.</remarks>
public sealed class ZoneClock(TimeZoneInfo zone)
{
    private const long Quarter = 15 * 60 * 1_000_000L;
    private const long Day = Calendar.MicrosPerDay;

    // The years that DateTime knows.
    private const long First = -62_135_596_800_000_000;
    private const long Last = 253_402_300_799_999_999;

    private readonly bool _isUtc = zone.HasSameRules(TimeZoneInfo.Utc) && zone.BaseUtcOffset == TimeSpan.Zero;
    private long _quarter = long.MinValue;
    private long _offset;

    public TimeZoneInfo Zone => zone;

    /// <summary>Whether the wall clock reads the instant itself.</summary>
    public bool IsUtc => _isUtc;

    public long ToLocal(long instant) => instant + OffsetAt(instant);

    public long ToInstant(long local)
    {
        if (_isUtc)
            return local;
        var before = OffsetAt(local - Day);
        var after = OffsetAt(local + Day);
        return before != after && OffsetAt(local - before) != before && OffsetAt(local - after) == after ? local - after : local - before;
    }

    /// <summary>How far the wall clock is ahead of UTC.</summary>
    public long OffsetAt(long instant)
    {
        if (_isUtc)
            return 0;
        var quarter = Calendar.FloorDivide(instant, Quarter);
        if (quarter == _quarter)
            return _offset;
        var offset = Look(instant);

        // A quarter of an hour with the same offset at both ends has no change inside.
        if (Look(quarter * Quarter) == offset && Look(((quarter + 1) * Quarter) - 1) == offset)
            (_quarter, _offset) = (quarter, offset);
        return offset;
    }

    private long Look(long instant) =>
        zone.GetUtcOffset(DateTime.UnixEpoch.AddMicroseconds(Math.Clamp(instant, First, Last))).Ticks / TimeSpan.TicksPerMicrosecond;
}
