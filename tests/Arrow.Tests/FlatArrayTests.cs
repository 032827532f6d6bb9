using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests;

public class FlatArrayTests
{
    [Fact]
    public void Values_and_nulls_are_seen_through_the_window()
    {
        Int64Array array = new Int64Array.Builder().Append(1).AppendNull().Append(3).Append(4).Build();
        Assert.Equal(1, array.NullCount);
        var slice = (Int64Array)array.Slice(1, 2);
        Assert.Equal([0L, 3L], slice.Values.ToArray());
        Assert.Equal(1, slice.Offset);
        Assert.Equal(1, slice.NullCount);
        Assert.True(slice.IsNull(0));
        Assert.Equal(3, slice.GetValue(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.GetValue(2));
    }

    [Fact]
    public void A_slice_of_a_slice_adds_offsets_and_is_cut_at_the_end()
    {
        Int32Array array = new Int32Array.Builder().AppendRange(Enumerable.Range(0, 10)).Build();
        var slice = (Int32Array)array.Slice(2, 6).Slice(3, 100);
        Assert.Equal([5, 6, 7], slice.Values.ToArray());
        Assert.Throws<ArgumentException>(() => array.Slice(11, 1));
    }

    [Fact]
    public void A_null_count_of_minus_one_is_counted_when_asked_for()
    {
        var validity = new ArrowBuffer(new byte[] { 0b0000_0101 });
        var data = new ArrayData(Int8Type.Default, 4, -1, 0, [validity, new ArrowBuffer(new byte[] { 1, 2, 3, 4 })], null);
        Assert.Equal(-1, data.NullCount);
        Assert.Equal(2, new Int8Array(data).NullCount);
        Assert.Equal(["1", "null", "3", "null"], ArrayText.Rows(new Int8Array(data)));
    }

    [Fact]
    public void An_array_refuses_data_of_another_type() =>
        Assert.ThrowsAny<ArgumentException>(() => new Int32Array(Samples.Columns["int64"].Data));

    [Fact]
    public void A_builder_sets_swaps_and_clears()
    {
        DoubleArray.Builder builder = new DoubleArray.Builder().Append(1).AppendNull().Append(3).Swap(0, 1).Set(0, 9);
        Assert.Equal([9, 1.0, 3], builder.Build().Values.ToArray());
        Assert.Equal(0, builder.Build().NullCount);
        Assert.Equal(0, builder.Clear().Build().Length);
        Assert.Equal(["null"], ArrayText.Rows(builder.Append((double?)null).Build()));
    }

    [Fact]
    public void Lists_of_values_keep_or_drop_nulls()
    {
        Int32Array array = new Int32Array.Builder().Append(1).AppendNull().Build();
        Assert.Equal([1], array.ToList());
        Assert.Equal([1, null], array.ToList(includeNulls: true));
        Assert.Equal([1, null], (IEnumerable<int?>)array);
    }

    [Fact]
    public void Booleans_are_bits_at_the_offset()
    {
        BooleanArray array = new BooleanArray.Builder().AppendRange([true, false, true]).AppendNull().Toggle(1).Build();
        Assert.Equal(["true", "true", "true", "null"], ArrayText.Rows(array));
        Assert.Equal(["true", "null"], ArrayText.Rows(array.Slice(2, 2)));
    }

    [Fact]
    public void A_null_array_is_null_everywhere()
    {
        IArrowArray slice = ArrowArrayFactory.Slice(new NullArray(5), 1, 3);
        Assert.Equal(3, slice.NullCount);
        Assert.True(slice.IsNull(2));
    }

    [Fact]
    public void Texts_are_stored_as_utf8()
    {
        StringArray array = new StringArray.Builder().Append("grün").AppendNull().Append("").Append("x").Build();
        Assert.Equal(["'grün'", "null", "''", "'x'"], ArrayText.Rows(array));
        Assert.Equal([0, 5, 5, 5, 6], array.ValueOffsets.ToArray());
        Assert.Equal([5, 5, 6], ((StringArray)array.Slice(2, 2)).ValueOffsets.ToArray());
        Assert.Equal(0, array.GetValueLength(1));
        Assert.Equal("x"u8.ToArray(), array.GetBytes(3).ToArray());
        Assert.Null(array.GetString(1));
    }

    [Fact]
    public void A_byte_appended_to_a_binary_array_is_a_row()
    {
        BinaryArray array = new BinaryArray.Builder().Append(7).Append((IEnumerable<byte>)[1, 2]).AppendRange([null!, [3]]).Build();
        Assert.Equal(["07", "0102", "null", "03"], ArrayText.Rows(array));
    }

    [Fact]
    public void Short_values_live_in_their_view_and_long_ones_in_a_data_buffer()
    {
        StringViewArray array = new StringViewArray.Builder().Append("twelve bytes").Append("thirteen bytes").AppendNull().Build();
        Assert.Equal(["'twelve bytes'", "'thirteen bytes'", "null"], ArrayText.Rows(array));
        Assert.Equal(1, array.DataBufferCount);
        Assert.True(array.Views[0].IsInline);
        Assert.Equal("twelve bytes"u8.ToArray(), array.Views[0].Bytes.ToArray());
        Assert.False(array.Views[1].IsInline);
        Assert.Equal("thir"u8.ToArray(), array.Views[1].Bytes.ToArray());
        Assert.Equal(14, array.GetValueLength(1));
    }

    [Fact]
    public void Views_reach_into_any_data_buffer()
    {
        byte[] views = new byte[32];
        System.Runtime.InteropServices.MemoryMarshal.Write(views.AsSpan(), new BinaryView(15, "abcd"u8, 1, 2));
        System.Runtime.InteropServices.MemoryMarshal.Write(views.AsSpan(16), new BinaryView("hi"u8));
        var array = new StringViewArray(new ArrayData(
            StringViewType.Default, 2, 0, 0,
            [ArrowBuffer.Empty, new ArrowBuffer(views), ArrowBuffer.Empty, new ArrowBuffer("..abcdefghijklmno."u8.ToArray())], null));
        Assert.Equal(["'abcdefghijklmno'", "'hi'"], ArrayText.Rows(array));
        Assert.Equal(["'hi'"], ArrayText.Rows(array.Slice(1, 1)));
    }

    [Fact]
    public void Views_are_equal_when_their_sixteen_bytes_are()
    {
        Assert.Equal(new BinaryView("same"u8), new BinaryView("same"u8));
        Assert.NotEqual(new BinaryView("same"u8), new BinaryView("sane"u8));
        Assert.NotEqual(new BinaryView(20, "same"u8, 0, 0), new BinaryView(20, "same"u8, 0, 4));
        Assert.Throws<ArgumentException>(() => new BinaryView(new byte[13]));
    }
}
