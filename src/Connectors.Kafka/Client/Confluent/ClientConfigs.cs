using System.Globalization;
using StreamSql.Connectors.Kafka.Properties;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>The native client's settings: ours, then the script's over them, then what must not be changed.</summary>
internal static class ClientConfigs
{
    // What all partitions together may hold in advance, and the limits of what that leaves for one.
    private const int PrefetchKilobytes = 256 * 1024;
    private const int LeastPrefetchKilobytes = 4 * 1024;
    private const int MostPrefetchKilobytes = 32 * 1024;

    /// <param name="partitions">How many will be fetched.</param>
    public static Dictionary<string, string> Consumer(ClientProperties properties, int partitions)
    {
        // Each partition has its own queue, so the client's limit is per partition.
        var prefetch = Math.Clamp(PrefetchKilobytes / Math.Max(1, partitions), LeastPrefetchKilobytes, MostPrefetchKilobytes);
        var config = new Dictionary<string, string>
        {
            // Java's default, and so that of Flink; the native client's own is read_committed.
            ["isolation.level"] = "read_uncommitted",
            ["queued.max.messages.kbytes"] = prefetch.ToString(CultureInfo.InvariantCulture),
            // A fetch that waits at the end of some logs holds up the others of its broker, whose queues were full when it was sent; and
            // so long it takes to learn that a log ends with records nobody sees, such as a transaction's marker.
            ["fetch.wait.max.ms"] = "50",
            ["check.crcs"] = "true",
        };
        Add(config, properties.Consumer);
        config["group.id"] = properties.Group;
        config["enable.auto.commit"] = "false";
        config["enable.auto.offset.store"] = "false";
        config["enable.partition.eof"] = "true";
        config["auto.offset.reset"] = "error";
        return Finish(config);
    }

    public static Dictionary<string, string> Producer(ClientProperties properties)
    {
        var config = new Dictionary<string, string>
        {
            // As Java clients place keys, so that topics which both write stay co-partitioned.
            ["partitioner"] = "murmur2_random",
            ["delivery.timeout.ms"] = "120000",
            // Reports say whether, not what was sent: nothing is copied back.
            ["dotnet.producer.delivery.report.fields"] = "none",
        };
        Add(config, properties.Producer);

        // Repeats within a session are dropped by the brokers and order is kept, unless the script asks for what excludes that.
        string[] exclusive = ["acks", "retries", "max.in.flight", "max.in.flight.requests.per.connection"];
        if (!exclusive.Any(config.ContainsKey))
            config.TryAdd("enable.idempotence", "true");
        return Finish(config);
    }

    private static void Add(Dictionary<string, string> config, IReadOnlyDictionary<string, string> given)
    {
        foreach (var (name, value) in given)
            config[name] = value;
    }

    private static Dictionary<string, string> Finish(Dictionary<string, string> config)
    {
        config["log.connection.close"] = "false";
        var kerberos = config.GetValueOrDefault("security.protocol", "").StartsWith("SASL", StringComparison.Ordinal)
            && config.GetValueOrDefault("sasl.mechanism", "GSSAPI") == "GSSAPI";
        if (kerberos)
        {
            // Else the client would run kinit in a shell.
            config["sasl.kerberos.min.time.before.relogin"] = "0";
        }

        return config;
    }
}
