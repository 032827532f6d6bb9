using System.Diagnostics;
using StreamSql.Connectors.Kafka.Client.Confluent;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Connectors.Kafka.Tests;

/// <summary>What other programs write is read, and the other way round; with the formats that scripts use.</summary>
public sealed class PeerTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    private static readonly ConnectorColumn[] Orders = [new("id", new SqlType.BigInt()), new("item", SqlType.String)];

    [KafkaToolFact("kcat")]
    public async Task What_kcat_writes_is_read_as_json()
    {
        var topic = cluster.CreateTopic("from-kcat");
        await KcatAsync("""
            7={"id":1,"item":"apple"}
            8={"id":2,"item":"pear"}
            """, "-P", "-t", topic, "-p", "0", "-K", "=", "-H", "source=kcat");

        await using var source = Table(topic, [.. Orders, new("k", SqlType.String), new("h", KafkaMetadata.Find("headers").Type, "headers")],
            ("value.format", "json"), ("key.format", "words"), ("key.fields", "k"), ("value.fields-include", "EXCEPT_KEY")).OpenSource();

        Assert.Equal(
            ["from-kcat/0: + 1, apple, 7, [source=kcat]", "from-kcat/0: + 2, pear, 8, [source=kcat]"],
            (await source.ReadAllAsync()).Rows);
    }

    [KafkaToolFact("kcat")]
    public async Task What_is_written_as_changes_is_read_by_kcat()
    {
        var topic = cluster.CreateTopic("to-kcat");
        var table = Table(topic, Orders, ("format", "changelog-json"), ("key.format", "json"), ("key.fields", "id"));
        await using (var sink = table.OpenSink())
        {
            await sink.WriteAsync(table.Batch([1L, "apple"], [1L, "apple"]), new[] { ChangeKind.Insert, ChangeKind.Delete }, CancellationToken.None);
            await sink.PrepareAsync(1, CancellationToken.None);
        }

        var lines = await KcatAsync("", "-C", "-t", topic, "-p", "0", "-o", "beginning", "-e", "-q", "-f", "%k %s\n");

        Assert.Equal(
            ["""{"id":1} {"data":{"id":1,"item":"apple"},"op":"+I"}""", """{"id":1} {"data":{"id":1,"item":"apple"},"op":"-D"}"""],
            lines.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await using var source = table.OpenSource();
        Assert.Equal(["to-kcat/0: + 1, apple", "to-kcat/0: - 1, apple"], (await source.ReadAllAsync()).Rows);
    }

    private async Task<string> KcatAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("kcat", ["-b", cluster.Servers, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var kcat = Process.Start(start)!;
        await kcat.StandardInput.WriteAsync(input);
        kcat.StandardInput.Close();
        var output = await kcat.StandardOutput.ReadToEndAsync();
        await kcat.WaitForExitAsync();
        Assert.Equal(0, kcat.ExitCode);
        return output;
    }

    private TestTable Table(string topic, ConnectorColumn[] columns, params (string Name, string Value)[] options)
    {
        var all = new Dictionary<string, string>
        {
            ["properties.bootstrap.servers"] = cluster.Servers,
            ["scan.startup.mode"] = "earliest-offset",
            ["topic"] = topic,
        };
        foreach (var (name, value) in options)
            all[name] = value;
        return new TestTable(columns, all);
    }
}

/// <summary>A test that needs the native client and a program.</summary>
public sealed class KafkaToolFactAttribute : ToolFactAttribute
{
    public KafkaToolFactAttribute(string program) : base(program) => Skip ??= LibrdkafkaLoader.Problem;
}
