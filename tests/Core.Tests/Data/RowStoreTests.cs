using StreamSql.Core.Data;

namespace StreamSql.Core.Tests.Data;

public sealed class RowStoreTests
{
    // Widths around the steps in which rows are copied.
    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(72)]
    public void A_copy_has_all_bytes_of_its_row_and_no_others(int width)
    {
        using var rows = new RowStore(width);
        using var copies = new RowStore(width);
        for (var row = 0; row < 3; row++)
        {
            var bytes = rows.Bytes(rows.Append());
            for (var i = 0; i < width; i++)
                bytes[i] = (byte)((row * width) + i + 1);
        }

        foreach (var row in (int[])[2, 0, 1])
            copies.AppendCopy(rows, row);
        Assert.Equal(rows.Bytes(2), copies.Bytes(0));
        Assert.Equal(rows.Bytes(0), copies.Bytes(1));
        Assert.Equal(rows.Bytes(1), copies.Bytes(2));
    }

    [Fact]
    public void Trimming_keeps_the_rows_and_gives_back_what_is_beyond_them()
    {
        using var rows = new RowStore(64);
        var empty = rows.Capacity;
        for (var row = 0; row < 200_000; row++)
            rows.At<int>(rows.Append(), 0) = row;
        var most = rows.Capacity;
        rows.Trim();
        Assert.Equal(most, rows.Capacity);
        Assert.Equal(Enumerable.Range(0, 200_000), Enumerable.Range(0, rows.Count).Select(row => rows.At<int>(row, 0)));

        rows.Clear();
        rows.At<int>(rows.Append(), 0) = 7;
        rows.Trim();
        Assert.InRange(rows.Capacity, empty + 1, most / 2);
        Assert.Equal(7, rows.At<int>(0, 0));

        rows.Clear();
        rows.Trim();
        Assert.Equal(empty, rows.Capacity);
        Assert.Equal(0, rows.At<int>(rows.Append(), 0));
    }

    [Fact]
    public void Trimming_keeps_the_strings_too()
    {
        using var rows = new RowStore(16);
        var value = new byte[300_000];
        value.AsSpan().Fill((byte)'x');
        for (var row = 0; row < 20; row++)
            rows.At<StoredText>(rows.Append(), 0) = rows.Text.Add(value);
        var most = rows.Text.Capacity;

        rows.Clear();
        rows.At<StoredText>(rows.Append(), 0) = rows.Text.Add(value);
        rows.Trim();
        Assert.InRange(rows.Text.Capacity, value.Length, most / 2);
        Assert.Equal(value, rows.Text.Get(in rows.At<StoredText>(0, 0)));

        rows.Clear();
        rows.Trim();
        Assert.Equal(0, rows.Text.Capacity);
        rows.At<StoredText>(rows.Append(), 0) = rows.Text.Add(value);
        Assert.Equal(value, rows.Text.Get(in rows.At<StoredText>(0, 0)));
    }
}
