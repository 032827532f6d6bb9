using Apache.Arrow;
using Apache.Arrow.Ipc;
using StreamSql.Arrow.Tests.Ipc;
using StreamSql.TestKit;

namespace StreamSql.Arrow.Tests.Bundled;

public class CompressedInputTests
{
    [PeerFact("apache-arrow")]
    public void A_compressed_stream_is_refused_by_the_name_of_its_codec()
    {
        using var directory = new TemporaryDirectory();
        RecordBatch batch = Samples.Batch("int64");
        File.WriteAllBytes(directory["plain"], RoundTripTests.StreamBytes(batch.Schema, batch));
        NodePeer.Run("arrow.mjs", "compress", directory["plain"], directory["compressed"]);
        using var reader = new ArrowStreamReader(File.OpenRead(directory["compressed"]));
        Assert.Equal("int64", reader.Schema[0].Name);
        var failure = Assert.Throws<NotSupportedException>(() => reader.ReadNextRecordBatch());
        Assert.Equal("the Arrow data is compressed with ZSTD; write it without compression", failure.Message);
    }
}
