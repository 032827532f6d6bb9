using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests.Ipc;

public class DictionaryTests
{
    private static readonly DictionaryType Type = new(Int32Type.Default, StringType.Default, true);

    [Fact]
    public void Two_columns_have_two_dictionaries()
    {
        DictionaryArray[] columns = [Codes(["a", "b"], 0, 1), Codes(["x"], 0, null)];
        var schema = new Schema([new Field("l", Type, true), new Field("r", Type, true)], null);
        var batch = new RecordBatch(schema, columns, 2);
        Assert.Equal(["'a' | 'x'", "'b' | null"], Read(RoundTripTests.StreamBytes(schema, batch)));
        RecordBatch read = RoundTripTests.ReadAll(new ArrowFileReader(new MemoryStream(RoundTripTests.FileBytes(schema, batch))))[0];
        Assert.Equal(["'a' | 'x'", "'b' | null"], ArrayText.Rows(read));
        Assert.True(((DictionaryType)read.Schema[0].DataType).Ordered);
    }

    [Fact]
    public void A_dictionary_inside_a_list_of_structs_comes_back()
    {
        DictionaryArray codes = Codes(["a", "b"], 1, 0, null, 1);
        var rows = new StructArray(
            new StructType([new Field("n", Int32Type.Default, true), new Field("c", Type, true)]), 4,
            [new Int32Array.Builder().AppendRange([1, 2, 3, 4]).Build(), codes], ArrowBuffer.Empty);
        var list = new ListArray(
            new ListType(rows.Data.DataType), 2, new ArrowBuffer.Builder<int>().AppendRange([0, 1, 4]).Build(), rows, ArrowBuffer.Empty);
        var schema = new Schema([new Field("list", list.Data.DataType, true)], null);
        Assert.Equal(
            ["[{n: 1, c: 'b'}]", "[{n: 2, c: 'a'}, {n: 3, c: null}, {n: 4, c: 'b'}]"],
            Read(RoundTripTests.StreamBytes(schema, new RecordBatch(schema, [list], 2))));
    }

    [Fact]
    public void A_dictionary_may_be_sliced()
    {
        IArrowArray values = ArrowArrayFactory.Slice(new StringArray.Builder().Append("x").Append("y").Append("z").Build(), 1, 2);
        var array = new DictionaryArray(Type, new Int32Array.Builder().AppendRange([1, 0, 1]).Build(), values);
        var schema = new Schema([new Field("c", Type, true)], null);
        var batch = new RecordBatch(schema, [array], 3);
        Assert.Equal(["'z'", "'y'", "'z'"], Read(RoundTripTests.StreamBytes(schema, batch)));
    }

    [Fact]
    public void Slices_of_one_column_share_their_dictionary()
    {
        var schema = new Schema([new Field("c", Type, true)], null);
        var batch = new RecordBatch(schema, [Codes(["a", "b"], 0, 1, 0, 1)], 4);
        byte[] file = RoundTripTests.FileBytes(schema, batch.Slice(0, 1), batch.Slice(1, 3));
        Assert.Equal(
            ["'a'", "'b'", "'a'", "'b'"],
            RoundTripTests.ReadAll(new ArrowFileReader(new MemoryStream(file))).SelectMany(ArrayText.Rows));
    }

    internal static DictionaryArray Codes(string[] values, params int?[] codes)
    {
        var indices = new Int32Array.Builder();
        foreach (int? code in codes)
            indices.Append(code);
        return new DictionaryArray(Type, indices.Build(), new StringArray.Builder().AppendRange(values).Build());
    }

    internal static string[] Read(byte[] stream) =>
        [.. RoundTripTests.ReadAll(new ArrowStreamReader(new MemoryStream(stream))).SelectMany(ArrayText.Rows)];
}
