using System.Globalization;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Client.Confluent;
using StreamSql.Connectors.Kafka.Properties;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Kafka.Tests.Source;

/// <summary>Records are read where the native library puts them.</summary>
public sealed class DirectReadingTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    private const int Records = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Schema Columns = new([new Field("word", SqlType.String), new Field("number", new SqlType.Integer())]);

    [KafkaFact]
    public void From_the_fetched_message_to_the_column_nothing_is_allocated()
    {
        var topic = cluster.CreateTopic("direct");
        for (var i = 0; i < Records; i++)
            cluster.Send(topic, 0, null, string.Create(CultureInfo.InvariantCulture, $$"""{"word":"a word of more than twelve bytes","number":{{i}}}"""));
        cluster.Flush();
        var table = new ConnectorTable("t", [], [], [], new OptionValues(new Dictionary<string, string>()), "/scripts");
        var properties = PropertyChecker.Check(new Dictionary<string, string> { ["bootstrap.servers"] = cluster.Servers }, table, [])!;
        using var client = new ConfluentClients().OpenReader(properties);
        using var reader = Assert.IsType<NativePartitionReader>(
            Assert.Single(client.Open([KeyValuePair.Create(new KafkaPartition(topic, 0), 0L)])));
        using var decoder = Decoder();
        using var rows = new ChangeBatchBuilder(Columns);

        // The first half makes buffers large enough and warms up; the second is measured.
        Read(reader, decoder, rows, Records / 2);
        var allocated = Read(reader, decoder, rows, Records);

        Assert.True(allocated < Records / 2, $"{allocated} bytes for {Records / 2} messages");
    }

    /// <summary>Reads up to an offset.</summary>
    /// <returns>Bytes allocated on the way, waiting left out.</returns>
    private static long Read(NativePartitionReader reader, IRowDecoder decoder, ChangeBatchBuilder rows, long end)
    {
        var allocated = 0L;
        while (reader.Position < end)
        {
            Assert.True(reader.Wait(Patience), $"nothing comes after offset {reader.Position}");
            rows.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (rows.Count < 1000 && reader.TryRead(end, out var record))
                decoder.Decode(record.Value, new RecordLocation("direct", record.Offset, IsLine: false), rows);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private static IRowDecoder Decoder()
    {
        var json = BuiltinFormats.All.Single(f => f.Name == "json");
        var options = json.Options.Where(o => o.Default is not null).ToDictionary(o => o.Name, o => o.Default!);
        var services = new ConnectorServices(
            TimeProvider.System, TimeZoneInfo.Utc, TextWriter.Null, TextWriter.Null, Durable: false, "run", _ => Assert.Fail("skipped"));
        return json.CreateDecoder("t", [.. Columns.Select(f => new ConnectorColumn(f.Name, f.Type))], new OptionValues(options), services);
    }
}
