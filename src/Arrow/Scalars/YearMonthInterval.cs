namespace Apache.Arrow.Scalars;

/// <summary>A length of time in months.</summary>
public readonly struct YearMonthInterval : IEquatable<YearMonthInterval>
{
    public readonly int Months;

    public YearMonthInterval(int totalMonths) => Months = totalMonths;

    public YearMonthInterval(int years, int months) => Months = checked((years * 12) + months);

    public override int GetHashCode() => Months;

    public override bool Equals(object? obj) => obj is YearMonthInterval other && Equals(other);

    public bool Equals(YearMonthInterval interval) => Months == interval.Months;
}
