namespace StreamSql.Storage;

/// <summary>Names one start of one job in every file it writes, so that a stale writer's files are never taken for the living one's.</summary>
/// <param name="Value">32 lower-case hexadecimal digits; later runs sort after earlier ones.</param>
public readonly record struct RunId(string Value)
{
    /// <summary>A new identity: the clock's milliseconds, then chance. The chance is deliberately not seeded: two runs must differ.</summary>
    public static RunId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    public override string ToString() => Value;

    internal static bool IsValid(string? text) =>
        text is { Length: 32 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
