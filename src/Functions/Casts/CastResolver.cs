using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Casts;

/// <summary>Finds the kernel of a CAST.</summary>
internal static class CastResolver
{
    /// <summary>The conversion, or <see langword="null"/> if SQL has none.</summary>
    /// <param name="safe">TRY_CAST.</param>
    public static ResolvedFunction? Resolve(SqlType from, SqlType to, bool safe)
    {
        if (Find(from, to, safe) is not { } kernel)
            return null;
        var nullable = from.Nullable || safe || from is SqlType.Null || NumericCasts.CanOverflow(from, to);
        return new ResolvedFunction(to.WithNullable(nullable), [from], kernel);
    }

    private static Func<ScalarKernel>? Find(SqlType from, SqlType to, bool safe) => (from, to) switch
    {
        (SqlType.Null, _) => () => new AlwaysNull(),
        _ when from.SameAs(to) => () => new Relabel(),
        _ when to.IsCharacter() => TextCasts.ToText(from, to, safe),
        _ when to.IsBinary() => TextCasts.ToBytes(from, to),
        (_, SqlType.TimestampLtz t) when from.IsCharacter() => ThroughTimestamp(from, t, safe),
        _ when from.IsCharacter() => ParseCasts.Find(to, safe),
        _ when from.IsNested() => NestedCast.Find(from, to, safe),
        _ => NumericCasts.Find(from, to) ?? TimeCasts.Find(from, to, safe),
    };

    private static Func<ScalarKernel>? ThroughTimestamp(SqlType from, SqlType.TimestampLtz to, bool safe)
    {
        var middle = new SqlType.Timestamp(to.Precision);
        return Find(from, middle, safe) is { } parse && Find(middle, to, safe) is { } shift
            ? () => new Chained(parse(), middle, shift())
            : null;
    }
}
