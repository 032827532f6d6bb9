using Confluent.Kafka;
using StreamSql.Connectors.Kafka.Tests.Mock;
using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace StreamSql.Connectors.Kafka.Tests.Source;

public sealed class FailureTests(MockCluster cluster) : IClassFixture<MockCluster>
{
    [KafkaFact]
    public async Task Unreachable_brokers_are_named_with_the_time_tried()
    {
        await using var source = Table("t", ("properties.bootstrap.servers", "127.0.0.1:1")).OpenSource();

        var error = await Assert.ThrowsAsync<IOException>(() => source.LatestAsync(null));

        Assert.StartsWith("no Kafka broker at 127.0.0.1:1 answered within 5 s (tried to look up topic 't')", error.Message);
        Assert.Contains("refused", error.Message);
    }

    [KafkaFact]
    public async Task A_topic_that_the_brokers_do_not_know_is_an_error_with_the_nearest_name()
    {
        cluster.CreateTopic("clicks");
        cluster.FailTopic(cluster.CreateTopic("clics"), ErrorCode.UnknownTopicOrPart);
        await using var source = Table("clics").OpenSource();

        var error = await Assert.ThrowsAsync<SqlException>(() => source.LatestAsync(null));

        Assert.Equal($"there is no topic 'clics' at {cluster.Servers}", error.Diagnostic.Message);
        Assert.Equal("did you mean 'clicks'?", error.Diagnostic.Hint);
    }

    [KafkaFact]
    public async Task A_topic_that_the_user_may_not_see_is_the_users_error()
    {
        cluster.FailTopic(cluster.CreateTopic("secret"), ErrorCode.TopicAuthorizationFailed);
        await using var source = Table("secret").OpenSource();

        Assert.Equal("SS4431", (await Assert.ThrowsAsync<SqlException>(() => source.LatestAsync(null))).Diagnostic.Code);
    }

    [KafkaFact]
    public async Task A_login_that_the_brokers_do_not_accept_is_the_users_error()
    {
        await using var source = Table(
            "t", ("properties.security.protocol", "SASL_PLAINTEXT"), ("properties.sasl.mechanism", "PLAIN"), ("properties.sasl.username", "u"),
            ("properties.sasl.password", "secret1")).OpenSource();

        var error = await Assert.ThrowsAsync<SqlException>(() => source.LatestAsync(null));

        Assert.Equal("SS4430", error.Diagnostic.Code);
        Assert.StartsWith($"the brokers at {cluster.Servers} do not accept the login: ", error.Diagnostic.Message);
        Assert.DoesNotContain("secret1", error.Diagnostic.Message);
    }

    [KafkaFact]
    public async Task A_setting_that_the_client_refuses_is_the_users_error()
    {
        await using var source = Table("t", ("properties.ssl.ca.location", "missing.pem"), ("properties.security.protocol", "SSL")).OpenSource();

        var error = await Assert.ThrowsAsync<SqlException>(() => source.LatestAsync(null));

        Assert.Equal("SS4434", error.Diagnostic.Code);
        Assert.Contains("ssl.ca.location", error.Diagnostic.Message);
    }

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_offset_that_the_log_no_longer_has_is_a_refusal(bool direct)
    {
        // The mock cluster keeps 5 MB of a partition.
        var topic = cluster.CreateTopic($"trimmed-{direct}");
        cluster.Produce(topic, 0, "first,1");
        await using var source = Table(topic, direct).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        for (var i = 0; i < 120; i++)
            cluster.Send(topic, 0, null, new string('x', 100_000) + $",{i}");
        cluster.Flush();

        var planning = await Assert.ThrowsAsync<SqlException>(() => source.LatestAsync(start));
        var reading = await Assert.ThrowsAsync<SqlException>(() => source.ReadAsync(start, new SourceOffset($$$"""{"{{{topic}}}":{"0":100}}""")));

        Assert.Equal("SS6401", planning.Diagnostic.Code);
        Assert.StartsWith($"topic '{topic}', partition 0 no longer holds offset 0: its log starts at ", planning.Diagnostic.Message);
        Assert.Equal(planning.Diagnostic, reading.Diagnostic);
    }

    [KafkaTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failures_that_pass_are_not_noticed(bool direct)
    {
        var topic = cluster.CreateTopic($"bumpy-{direct}");
        for (var i = 0; i < 1000; i++)
            cluster.Send(topic, 0, null, $"w,{i}");
        cluster.Flush();
        await using var source = Table(topic, direct).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        var end = (await source.LatestAsync(start)).Offset;

        cluster.FailRequests(apiKey: 1, ErrorCode.NotLeaderForPartition, ErrorCode.BrokerNotAvailable);
        var rows = await source.ReadAsync(start, end);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{topic}/0: + w, {i}"), rows);
    }

    [KafkaFact]
    public async Task A_broker_that_goes_away_fails_the_read_and_the_range_can_be_read_when_it_is_back()
    {
        using var alone = new MockCluster();
        var topic = alone.CreateTopic("away");
        for (var i = 0; i < 100; i++)
            alone.Send(topic, 0, null, $"w,{i}");
        alone.Flush();
        await using var source = Table(topic, ("properties.bootstrap.servers", alone.Servers), ("properties.reconnect.backoff.max.ms", "100")).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        var end = (await source.LatestAsync(start)).Offset;

        alone.SetDown(1);
        var reading = await Assert.ThrowsAsync<IOException>(() => source.ReadAsync(start, end));
        alone.SetUp(1);

        Assert.StartsWith($"no Kafka broker at {alone.Servers} answered", reading.Message);
        Assert.Equal(100, (await source.ReadAsync(start, end)).Count);
    }

    [KafkaFact]
    public async Task A_commit_that_fails_is_the_worlds_fault_and_reading_goes_on()
    {
        var topic = cluster.CreateTopic("uncommitted");
        cluster.Produce(topic, 0, "a,1");
        await using var source = Table(topic, ("properties.group.id", "uncommitted")).OpenSource();
        var (_, end) = await source.ReadAllAsync();

        cluster.FailRequests(apiKey: 8, ErrorCode.GroupAuthorizationFailed);
        await Assert.ThrowsAsync<IOException>(() => source.CommitAsync(end, CancellationToken.None).AsTask());
        await source.CommitAsync(end, CancellationToken.None);

        Assert.Equal(1, cluster.Committed("uncommitted", topic, 0));
    }

    [KafkaFact]
    public async Task Commits_can_be_switched_off()
    {
        var topic = cluster.CreateTopic("silent");
        cluster.Produce(topic, 0, "a,1");
        await using var source = Table(topic, ("properties.group.id", "silent"), ("properties.commit.offsets.on.checkpoint", "false")).OpenSource();
        var (_, end) = await source.ReadAllAsync();

        await source.CommitAsync(end, CancellationToken.None);

        Assert.Null(cluster.Committed("silent", topic, 0));
    }

    [KafkaFact]
    public async Task A_reader_can_be_thrown_away_in_the_middle()
    {
        var topic = cluster.CreateTopic("middle", partitions: 2);
        for (var i = 0; i < 20_000; i++)
            cluster.Send(topic, i % 2, null, $"w,{i}");
        cluster.Flush();

        for (var round = 0; round < 3; round++)
        {
            await using var source = Table(topic).OpenSource();
            var start = (await source.LatestAsync(null)).Offset;
            var end = (await source.LatestAsync(start)).Offset;
            await foreach (var batch in source.ReadAsync(start, end, CancellationToken.None))
            {
                Assert.Equal(8192, batch.Rows.Count);
                break;
            }
        }
    }

    [KafkaFact]
    public async Task Reading_can_be_cancelled_while_nothing_arrives()
    {
        var topic = cluster.CreateTopic("cancelled");
        cluster.Produce(topic, 0, "a,1");
        await using var source = Table(topic).OpenSource();
        var start = (await source.LatestAsync(null)).Offset;
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var beyond = new SourceOffset("""{"cancelled":{"0":1000}}""");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in source.ReadAsync(start, beyond, cancellation.Token))
                Assert.Equal(1, batch.Rows.Count);
        });
    }

    private TestTable Table(string topic, params (string Name, string Value)[] options) => Table(topic, true, options);

    private TestTable Table(string topic, bool direct, params (string Name, string Value)[] options) =>
        TestTable.Reading(cluster, topic, options, direct: direct);
}
