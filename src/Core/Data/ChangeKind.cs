namespace StreamSql.Core.Data;

/// <summary>Flink's row kinds, which exist only where changes enter and leave the engine.</summary>
public enum ChangeKind : byte
{
    Insert,
    UpdateBefore,
    UpdateAfter,
    Delete,
}

/// <summary>How row kinds are written and weighed.</summary>
public static class ChangeKinds
{
    /// <summary><c>+I</c>, <c>-U</c>, <c>+U</c> or <c>-D</c>.</summary>
    public static string Text(this ChangeKind kind) => kind switch
    {
        ChangeKind.Insert => "+I",
        ChangeKind.UpdateBefore => "-U",
        ChangeKind.UpdateAfter => "+U",
        _ => "-D",
    };

    /// <summary>+1 for what is added, -1 for what is taken away.</summary>
    public static long Weight(this ChangeKind kind) => kind is ChangeKind.Insert or ChangeKind.UpdateAfter ? 1 : -1;

    /// <summary>The kind that a text names, or <see langword="null"/>.</summary>
    public static ChangeKind? Parse(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'+', (byte)'I'] => ChangeKind.Insert,
        [(byte)'-', (byte)'U'] => ChangeKind.UpdateBefore,
        [(byte)'+', (byte)'U'] => ChangeKind.UpdateAfter,
        [(byte)'-', (byte)'D'] => ChangeKind.Delete,
        _ => null,
    };
}
