using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using StreamSql.Arrow.Tests.Ipc;

namespace StreamSql.Arrow.Tests.Bundled;

public class DamagedInputTests
{
    [Fact]
    public void A_truncated_stream_says_so_or_ends_between_two_messages()
    {
        RecordBatch batch = Samples.Everything;
        byte[] whole = RoundTripTests.StreamBytes(batch.Schema, batch);
        for (int length = 1; length < whole.Length; length += 5)
        {
            byte[] cut = whole[..length];
            Exception? failure = Record.Exception(() => RoundTripTests.ReadAll(new ArrowStreamReader(new MemoryStream(cut))));
            Exception? sameFailure = Record.Exception(() => RoundTripTests.ReadAll(new ArrowStreamReader(new Unseekable(cut))));
            Exception? inMemory = Record.Exception(() => RoundTripTests.ReadAll(new ArrowStreamReader(cut)));
            Assert.True(failure is null or EndOfStreamException, $"cut at {length}: {failure}");
            Assert.Equal(failure?.GetType(), sameFailure?.GetType());
            Assert.Equal(failure?.GetType(), inMemory?.GetType());
        }
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        RecordBatch batch = Samples.Batch("int32");
        byte[] whole = RoundTripTests.FileBytes(batch.Schema, batch);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.Throws<InvalidDataException>(() => RoundTripTests.ReadAll(new ArrowFileReader(new MemoryStream(cut))));
        }
    }

    [Fact]
    public void Garbage_in_the_metadata_never_crashes_the_reader()
    {
        const int Seed = 20_240_602;
        var random = new Random(Seed);
        RecordBatch batch = Samples.Batch("list_of_struct", "map", "dictionary", "string_view", "timestamp_us", "decimal64");
        byte[] whole = RoundTripTests.StreamBytes(batch.Schema, batch);
        for (int round = 0; round < 5000; round++)
        {
            byte[] damaged = [.. whole];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Exception? failure = Record.Exception(() => RoundTripTests.ReadAll(new ArrowStreamReader(damaged)));
            Assert.True(
                failure is null or InvalidDataException or EndOfStreamException or NotSupportedException,
                $"seed {Seed}, round {round}: {failure}");
        }
    }

    [Fact]
    public void Something_else_is_no_arrow_data()
    {
        byte[] text = "id,name\n1,ann\n2,bob\n"u8.ToArray();
        Assert.ThrowsAny<IOException>(() => ReadIo(() => new ArrowStreamReader(new MemoryStream(text)).Schema));
        Assert.ThrowsAny<IOException>(() => ReadIo(() => new ArrowFileReader(new MemoryStream(text)).Schema));
        Assert.ThrowsAny<IOException>(() => ReadIo(() => new ArrowStreamReader(new MemoryStream()).Schema));
    }

    [Fact]
    public void A_column_without_an_array_is_refused_when_it_is_written()
    {
        var schema = new Schema([new Field("i", new IntervalType(IntervalUnit.DayTime), true)], null);
        byte[] stream = RoundTripTests.StreamBytes(schema);
        var failure = Assert.Throws<NotSupportedException>(() => new ArrowStreamReader(stream).Schema);
        Assert.Equal("intervals other than months are not supported", failure.Message);
    }

    /// <summary>InvalidDataException is no IOException in .NET; here both mean that the input is bad.</summary>
    private static void ReadIo(Func<Schema> read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
