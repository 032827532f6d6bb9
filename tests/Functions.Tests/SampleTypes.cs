using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

/// <summary>One type or more for each way that values are laid out.</summary>
internal static class SampleTypes
{
    private static readonly SqlType[] Types =
    [
        new SqlType.Boolean(), new SqlType.TinyInt(), new SqlType.SmallInt(), new SqlType.Integer(), new SqlType.BigInt(),
        new SqlType.BigInt { Nullable = false }, new SqlType.Float(), new SqlType.Double(), new SqlType.Decimal(10, 2),
        new SqlType.Decimal(38, 10), SqlType.String, SqlType.String.NotNull(), SqlType.Bytes, new SqlType.Date(), new SqlType.Timestamp(3),
        new SqlType.Array(SqlType.String), new SqlType.Map(SqlType.String, new SqlType.BigInt()),
        new SqlType.Row([new("a", new SqlType.Integer()), new("b", new SqlType.Array(new SqlType.Decimal(20, 0)))]),
    ];

    public static TheoryData<string> All => [.. Types.Select(t => t.ToString())];

    /// <summary>Those that ORDER BY takes.</summary>
    public static TheoryData<string> Ordered => [.. Types.Where(t => !t.IsNested()).Select(t => t.ToString())];

    public static SqlType ByName(string name) => Types.First(t => t.ToString() == name);
}
