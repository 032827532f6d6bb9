using Apache.Arrow;

namespace StreamSql.Arrow.Tests;

public class ArrowBufferTests
{
    [Fact]
    public void A_buffer_shows_the_memory_it_was_given()
    {
        byte[] bytes = [1, 2, 3];
        var buffer = new ArrowBuffer(bytes);
        bytes[0] = 9;
        Assert.Equal([9, 2, 3], buffer.Span.ToArray());
        Assert.Equal(3, buffer.Length);
        Assert.False(buffer.IsEmpty);
        Assert.True(ArrowBuffer.Empty.IsEmpty);
    }

    [Fact]
    public void Buffers_are_equal_when_their_bytes_are()
    {
        var buffer = new ArrowBuffer(new byte[] { 1, 2 });
        Assert.True(buffer.Equals(new ArrowBuffer(new byte[] { 1, 2 })));
        Assert.Equal(buffer.Span, buffer.Clone().Span[..2]);
        Assert.False(buffer.Equals(ArrowBuffer.Empty));
    }

    [Fact]
    public void A_builder_grows_and_pads_to_64_bytes()
    {
        ArrowBuffer.Builder<int> builder = new ArrowBuffer.Builder<int>(1).Append(1).AppendRange([2, 3]).Append([4, 5]);
        Assert.Equal(5, builder.Length);
        ArrowBuffer buffer = builder.Build();
        Assert.Equal(64, buffer.Length);
        Assert.Equal(5, BitConverter.ToInt32(buffer.Span[16..]));
        Assert.Equal(0, BitConverter.ToInt32(buffer.Span[20..]));
    }

    [Fact]
    public void A_builder_does_not_take_booleans() =>
        Assert.Throws<NotSupportedException>(() => new ArrowBuffer.Builder<bool>());

    [Fact]
    public void A_bitmap_builder_knows_how_many_bits_are_set()
    {
        var random = new Random(7);
        var builder = new ArrowBuffer.BitmapBuilder(1);
        var model = new List<bool>();
        for (int step = 0; step < 200; step++)
        {
            bool value = random.Next(2) == 0;
            switch (random.Next(5))
            {
                case 0:
                    builder.Append(value);
                    model.Add(value);
                    break;
                case 1:
                    int count = random.Next(40);
                    builder.AppendRange(value, count);
                    model.AddRange(Enumerable.Repeat(value, count));
                    break;
                case 2:
                    byte[] bits = [0b1010_0110, 0b0000_0111];
                    builder.Append(bits, 11);
                    model.AddRange(Enumerable.Range(0, 11).Select(i => BitUtility.GetBit(bits, i)));
                    break;
                case 3 when model.Count > 1:
                    int at = random.Next(model.Count);
                    builder.Set(at, value);
                    model[at] = value;
                    break;
                case 4 when model.Count > 1:
                    builder.Swap(0, model.Count - 1);
                    (model[0], model[^1]) = (model[^1], model[0]);
                    break;
            }
        }

        Assert.Equal(model.Count, builder.Length);
        Assert.Equal(model.Count(bit => bit), builder.SetBitCount);
        ArrowBuffer built = builder.Build();
        Assert.Equal(model, Enumerable.Range(0, model.Count).Select(i => BitUtility.GetBit(built.Span, i)));
    }

    [Fact]
    public void An_empty_bitmap_appends_ones()
    {
        var builder = new ArrowBuffer.BitmapBuilder();
        builder.Append(false).Append(ReadOnlySpan<byte>.Empty, 12);
        Assert.Equal(12, builder.SetBitCount);
        Assert.Equal(1, builder.UnsetBitCount);
    }
}
