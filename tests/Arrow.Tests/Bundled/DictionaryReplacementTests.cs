using Apache.Arrow;
using Apache.Arrow.Types;
using StreamSql.Arrow.Tests.Ipc;

namespace StreamSql.Arrow.Tests.Bundled;

public class DictionaryReplacementTests
{
    private readonly Schema schema = new([new Field("c", new DictionaryType(Int32Type.Default, StringType.Default, true), true)], null);

    [Fact]
    public void A_stream_brings_a_new_dictionary_with_the_batch_that_needs_it()
    {
        byte[] stream = RoundTripTests.StreamBytes(schema, Batch("a", "b"), Batch("c", "d"));
        Assert.Equal(["'a'", "'b'", "'c'", "'d'"], DictionaryTests.Read(stream));
    }

    [Fact]
    public void A_file_has_room_for_one_dictionary_only() =>
        Assert.Throws<NotSupportedException>(() => RoundTripTests.FileBytes(schema, Batch("a", "b"), Batch("c", "d")));

    private RecordBatch Batch(params string[] values) => new(schema, [DictionaryTests.Codes(values, 0, 1)], 2);
}
