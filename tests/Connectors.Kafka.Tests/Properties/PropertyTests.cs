using System.Runtime.InteropServices;
using StreamSql.Connectors.Kafka.Client.Confluent;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Connectors.Kafka.Properties;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Kafka.Tests.Properties;

public sealed class PropertyTests
{
    private const string Plain = "org.apache.kafka.common.security.plain.PlainLoginModule";
    private const string Scram = "org.apache.flink.kafka.shaded.org.apache.kafka.common.security.scram.ScramLoginModule";

    [Theory]
    [InlineData("plugin.library.paths", "it loads code into the process")]
    [InlineData("ssl.engine.location", "it loads code into the process")]
    [InlineData("ssl.providers", "it loads code into the process")]
    [InlineData("sasl.kerberos.kinit.cmd", "it is run in a shell; run kinit yourself")]
    [InlineData("sasl.kerberos.principal", "its value becomes part of a shell command; run kinit yourself and leave it out")]
    [InlineData("sasl.kerberos.keytab", "its value becomes part of a shell command; run kinit yourself and leave it out")]
    [InlineData("interceptor.classes", "it names a Java class to load")]
    [InlineData("partitioner.class", "it names a Java class to load; use 'sink.partitioner'")]
    [InlineData("sasl.login.callback.handler.class", "it names a Java class to load")]
    [InlineData("ssl.truststore.location", "Java key stores cannot be read; give the certificates as a PEM file with 'properties.ssl.ca.location'")]
    [InlineData("debug", "it writes what is sent, passwords included, to the log")]
    [InlineData("test.mock.num.brokers", "it is meant for tests of the client")]
    [InlineData("transactional.id", "it is a matter of 'sink.delivery-guarantee'")]
    public void Settings_that_load_or_run_code_or_break_promises_are_refused_with_the_reason(string name, string reason)
    {
        var problem = Assert.Single(Problems((name, "x")));

        Assert.Equal("SS4401", problem.Code);
        Assert.Equal($"client setting '{name}' is not allowed: {reason}", problem.Message);
        Assert.Equal(new TablePart.Option("properties." + name), problem.Part);
    }

    [Theory]
    [InlineData("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer")]
    [InlineData("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer")]
    [InlineData("enable.auto.commit", "true")]
    [InlineData("session.timeout.ms", "10000")]
    [InlineData("max.poll.records", "500")]
    [InlineData("transaction.timeout.ms", "900000")]
    [InlineData("client.dns.lookup", "use_all_dns_ips")]
    [InlineData("partition.discovery.interval.ms", "10000")]
    public void Settings_of_java_clients_that_do_no_harm_are_accepted_without_effect(string name, string value)
    {
        var properties = Check((name, value));

        Assert.DoesNotContain(name, properties.Consumer.Keys);
        Assert.DoesNotContain(name, properties.Producer.Keys);
    }

    [Theory]
    [InlineData("fetch.max.wait.ms", "50", "fetch.wait.max.ms=50", "")]
    [InlineData("buffer.memory", "33554432", "", "queue.buffering.max.kbytes=32768")]
    [InlineData("max.request.size", "5000000", "", "message.max.bytes=5000000")]
    [InlineData("receive.buffer.bytes", "65536", "socket.receive.buffer.bytes=65536", "socket.receive.buffer.bytes=65536")]
    [InlineData("security.protocol", "sasl_ssl", "security.protocol=SASL_SSL", "security.protocol=SASL_SSL")]
    [InlineData("ssl.endpoint.identification.algorithm", "", "ssl.endpoint.identification.algorithm=none", "ssl.endpoint.identification.algorithm=none")]
    [InlineData("ssl.ca.location", "certs/ca.pem", "ssl.ca.location=/scripts/certs/ca.pem", "ssl.ca.location=/scripts/certs/ca.pem")]
    [InlineData("ssl.truststore.certificates", "PEM", "ssl.ca.pem=PEM", "ssl.ca.pem=PEM")]
    [InlineData("acks", "ALL", "", "acks=all")]
    [InlineData("isolation.level", "read_committed", "isolation.level=read_committed", "")]
    public void Settings_reach_the_client_they_are_for_under_its_name(string name, string value, string consumer, string producer)
    {
        var properties = Check((name, value));

        Assert.Equal(consumer, Text(properties.Consumer));
        Assert.Equal(producer, Text(properties.Producer));
    }

    [Fact]
    public void Unknown_settings_are_refused_with_the_nearest_name()
    {
        var problem = Assert.Single(Problems(("bootstrap.server", "x")));

        Assert.Equal("there is no client setting 'bootstrap.server'", problem.Message);
        Assert.Equal("did you mean 'properties.bootstrap.servers'?", problem.Hint);
    }

    [Theory]
    [InlineData("fetch.min.bytes", "many", "option 'properties.fetch.min.bytes' must be a whole number, not 'many'")]
    [InlineData("acks", "2", "option 'properties.acks' must be one of 'all', '-1', '0', '1', not '2'")]
    [InlineData("auto.offset.reset", "smallest", "option 'properties.auto.offset.reset' must be one of 'earliest', 'latest', 'none', not 'smallest'")]
    public void Malformed_values_are_refused(string name, string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Problems((name, value))).Message);

    [Theory]
    [InlineData(Plain + """ required username="u" password="p w";""", null, "PLAIN u/p w")]
    [InlineData("\n" + Plain + " required\n  username='u'\n  password='a\\'b;=' ;", "PLAIN", "PLAIN u/a'b;=")]
    [InlineData(Scram + """ required username="u" password="p" ;""", "SCRAM-SHA-512", "SCRAM-SHA-512 u/p")]
    public void A_java_login_becomes_user_and_password(string jaas, string? mechanism, string expected)
    {
        var properties = Check(mechanism is null
            ? [("sasl.jaas.config", jaas)]
            : [("sasl.jaas.config", jaas), ("sasl.mechanism", mechanism)]);

        foreach (var client in new[] { properties.Consumer, properties.Producer })
        {
            Assert.Equal(expected, $"{client["sasl.mechanism"]} {client["sasl.username"]}/{client["sasl.password"]}");
            Assert.DoesNotContain("sasl.jaas.config", client.Keys);
        }
    }

    [Theory]
    [InlineData("""com.sun.security.auth.module.JndiLoginModule required user.provider.url="ldap://x" password="secret1" username="u";""")]
    [InlineData("""org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required username="u" password="secret1";""")]
    [InlineData("org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"secret1;")]
    [InlineData("org.apache.kafka.common.security.plain.PlainLoginModule required password=\"secret1\";")]
    [InlineData("org.apache.kafka.common.security.plain.PlainLoginModule username=\"u\" password=\"secret1\";")]
    [InlineData("org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"secret1\"; evil.Module required;")]
    [InlineData("")]
    public void Any_other_login_is_refused_and_no_password_is_shown(string jaas)
    {
        var problem = Assert.Single(Problems(("sasl.jaas.config", jaas)));

        Assert.Equal("SS4419", problem.Code);
        Assert.DoesNotContain("secret1", problem.Message + problem.Hint);
    }

    [Fact]
    public void A_scram_login_must_say_which_mechanism() =>
        Assert.Equal("SS4403", Assert.Single(Problems(("sasl.jaas.config", Scram + """ required username="u" password="p";"""))).Code);

    [Fact]
    public void The_client_never_runs_kinit_and_keeps_what_the_connector_needs()
    {
        var kerberos = ClientConfigs.Consumer(Check(("security.protocol", "SASL_PLAINTEXT"), ("sasl.mechanism", "GSSAPI")), partitions: 1);
        var plain = ClientConfigs.Consumer(Check(("enable.partition.eof", "false"), ("fetch.wait.max.ms", "7")), partitions: 64);

        Assert.Equal("0", kerberos["sasl.kerberos.min.time.before.relogin"]);
        Assert.Equal("true", plain["enable.partition.eof"]);
        Assert.Equal("error", plain["auto.offset.reset"]);
        Assert.Equal("read_uncommitted", plain["isolation.level"]);
        Assert.Equal("7", plain["fetch.wait.max.ms"]);
        Assert.Equal("KafkaSource-t", plain["group.id"]);
        Assert.Equal(("32768", "4096"), (kerberos["queued.max.messages.kbytes"], plain["queued.max.messages.kbytes"]));
    }

    [Theory]
    [InlineData("linger.ms", "5", true)]
    [InlineData("acks", "1", false)]
    [InlineData("enable.idempotence", "false", false)]
    public void Writing_is_idempotent_unless_the_script_excludes_it(string name, string value, bool expected) =>
        Assert.Equal(expected, ClientConfigs.Producer(Check((name, value))).GetValueOrDefault("enable.idempotence") == "true");

    [Fact]
    public void The_table_names_every_setting_once_and_gives_reasons()
    {
        var all = ClientPropertyTable.All;

        Assert.Empty(all.GroupBy(p => p.Name).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(all.Where(p => p.Use is PropertyUse.Refused or PropertyUse.Ignored), p => Assert.NotEqual("", p.Note));
        Assert.All(all.Where(p => p.Use is not (PropertyUse.Refused or PropertyUse.Ignored)), p => Assert.Equal("", p.Note));
    }

    [KafkaFact]
    public void Every_setting_of_the_native_client_is_in_the_table() =>
        Assert.DoesNotContain(NativeSettings(), name => !ClientPropertyTable.All.Any(p => p.Matches(name)));

    [KafkaFact]
    public void Every_setting_that_is_handed_on_is_known_to_the_native_client()
    {
        var unknown = ClientPropertyTable.All
            .Where(p => p.Use is PropertyUse.Both or PropertyUse.Consumer or PropertyUse.Producer)
            .Where(p => !(p.IsRecent && global::Confluent.Kafka.Library.Version < 0x020F0000) && !IsKnown(p.ClientName));

        Assert.Empty(unknown.Select(p => p.Name));
    }

    private static unsafe List<string> NativeSettings()
    {
        var names = new List<string>();
        foreach (var (make, dump) in new[] { ("rd_kafka_conf_new", "rd_kafka_conf_dump"), ("rd_kafka_topic_conf_new", "rd_kafka_topic_conf_dump") })
        {
            var conf = ((delegate* unmanaged<nint>)MockCluster.Export(make))();
            nuint count;
            var pairs = ((delegate* unmanaged<nint, nuint*, nint*>)MockCluster.Export(dump))(conf, &count);
            for (var i = 0; i < (int)count; i += 2)
                names.Add(Marshal.PtrToStringUTF8(pairs[i])!);
        }

        Assert.True(names.Count > 80);
        return names;
    }

    private static unsafe bool IsKnown(string name)
    {
        const int unknown = -2;
        var conf = ((delegate* unmanaged<nint>)MockCluster.Export("rd_kafka_conf_new"))();
        var text = Marshal.StringToCoTaskMemUTF8(name);
        var value = Marshal.StringToCoTaskMemUTF8("1");
        var reason = stackalloc byte[512];
        var result = ((delegate* unmanaged<nint, nint, nint, byte*, nuint, int>)MockCluster.Export("rd_kafka_conf_set"))(conf, text, value, reason, 512);
        return result != unknown;
    }

    private static string Text(IReadOnlyDictionary<string, string> settings) =>
        string.Join(' ', settings.Where(s => s.Key != "bootstrap.servers").Select(s => $"{s.Key}={s.Value}"));

    private static ClientProperties Check(params (string Name, string Value)[] given)
    {
        var problems = new List<Diagnostic>();
        var checkedProperties = Check(given, problems);
        Assert.Empty(problems.Select(p => p.Message));
        return checkedProperties!;
    }

    private static List<Diagnostic> Problems(params (string Name, string Value)[] given)
    {
        var problems = new List<Diagnostic>();
        Assert.Null(Check(given, problems));
        return problems;
    }

    private static ClientProperties? Check((string Name, string Value)[] given, List<Diagnostic> problems)
    {
        var settings = given.ToDictionary(g => g.Name, g => g.Value);
        settings.TryAdd("bootstrap.servers", "broker:9092");
        var options = settings.ToDictionary(s => "properties." + s.Key, s => s.Value);
        var table = new ConnectorTable("t", [], [], [], new OptionValues(options), "/scripts");
        return PropertyChecker.Check(table.Options.Under(KafkaOptions.Properties), table, problems);
    }
}
