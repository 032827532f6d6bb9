namespace StreamSql.Core.Data;

/// <summary>An instant of event or processing time.</summary>
/// <param name="Micros">Microseconds since 1970-01-01T00:00:00Z (for a TIMESTAMP without zone, of its wall clock).</param>
public readonly record struct Timestamp(long Micros) : IComparable<Timestamp>
{
    /// <summary>Before everything: what a watermark is until the first row.</summary>
    public static readonly Timestamp MinValue = new(long.MinValue);

    /// <summary>After everything: the watermark of input that has ended.</summary>
    public static readonly Timestamp MaxValue = new(long.MaxValue);

    public static Timestamp From(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    public static Timestamp Min(Timestamp a, Timestamp b) => a.Micros <= b.Micros ? a : b;

    public static Timestamp Max(Timestamp a, Timestamp b) => a.Micros >= b.Micros ? a : b;

    public int CompareTo(Timestamp other) => Micros.CompareTo(other.Micros);

    public static bool operator <(Timestamp a, Timestamp b) => a.Micros < b.Micros;

    public static bool operator >(Timestamp a, Timestamp b) => a.Micros > b.Micros;

    public static bool operator <=(Timestamp a, Timestamp b) => a.Micros <= b.Micros;

    public static bool operator >=(Timestamp a, Timestamp b) => a.Micros >= b.Micros;

    /// <summary>ISO 8601 in UTC; the two ends by their names.</summary>
    public override string ToString() => this switch
    {
        _ when this == MinValue => "-infinity",
        _ when this == MaxValue => "+infinity",
        _ when Micros is < -62135596800000000 or > 253402300799999999 => Micros.ToString(System.Globalization.CultureInfo.InvariantCulture) + "us",
        _ => DateTimeOffset.UnixEpoch.AddMicroseconds(Micros).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };
}
