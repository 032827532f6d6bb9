using StreamSql.Core.Types;
using StreamSql.Storage.Parquet;
using StreamSql.Storage.Tests.Parquet.Interop;

namespace StreamSql.Storage.Tests.Parquet;

/// <summary>Files that parquet-wasm wrote, in encodings that we only read: 60 rows, every fifth NULL.</summary>
public class ForeignFileTests
{
    public static TheoryData<string> Files => [.. Paths.Select(p => Path.GetFileName(p))];

    /// <summary>Copied beside the test assembly.</summary>
    internal static string[] Paths => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Parquet", "Files"), "*.parquet");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_another_writer_is_read(string name)
    {
        (SqlType[] Types, Func<int, string> Row) expected = name switch
        {
            "byte-stream-split.parquet" => ([new SqlType.Integer(), new SqlType.Double()], i => $"{i * 1000}\t{Eighths(i)}"),
            "boolean-rle.parquet" => ([new SqlType.Boolean()], i => i % 3 == 0 ? "true" : "false"),
            _ => ([new SqlType.VarChar(100)], i => $"customer {1000 + i}"),
        };

        var batch = new ParquetReader(File.ReadAllBytes(Paths.Single(p => Path.GetFileName(p) == name))).ReadRowGroup(0);

        var nulls = string.Join('\t', expected.Types.Select(_ => "null"));
        Assert.Equal(
            Enumerable.Range(0, 60).Select(i => i % 5 == 0 ? nulls : expected.Row(i)),
            PeerRows.Of(batch, expected.Types).Split('\n'));
    }

    private static string Eighths(int i) =>
        i % 8 == 0 ? $"{i / 8}" : "f" + BitConverter.DoubleToInt64Bits(i / 8.0).ToString("x16");
}
