using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>Says whose fault a client's error is: the user's become <see cref="Core.Diagnostics.SqlException"/>, the world's <see cref="IOException"/>.</summary>
internal static class ClientErrors
{
    /// <summary>Whether a connection failed over user, password or certificate.</summary>
    public static bool IsLoginFailure(ErrorCode code) => code is ErrorCode.Local_Authentication or ErrorCode.Local_Ssl
        or ErrorCode.SaslAuthenticationFailed or ErrorCode.UnsupportedSaslMechanism or ErrorCode.IllegalSaslState;

    /// <summary>Whether the user is known and may not do this.</summary>
    public static bool IsForbidden(ErrorCode code) => code is ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed
        or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed;

    public static bool IsUnknownTopic(ErrorCode code) => code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic
        or ErrorCode.Local_UnknownPartition or ErrorCode.TopicException;

    /// <param name="doing">What was tried: <c>list topics</c>.</param>
    /// <param name="tried">How long, or <see langword="null"/> if time was not the matter.</param>
    public static Exception Translate(Error error, string servers, string doing, TimeSpan? tried, ClientLog log)
    {
        if (IsForbidden(error.Code))
            return KafkaErrors.Forbidden(servers, doing, error.Reason);
        if (log.Refused is { } refused)
            return KafkaErrors.NotAuthenticated(servers, refused.Reason);
        return error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve
            ? Unreachable(servers, doing, tried, log.Last ?? error)
            : new IOException($"Kafka at {servers} could not {doing}: {error.Reason}");
    }

    /// <summary>What an error among a partition's records means.</summary>
    /// <param name="position">How far the partition was read.</param>
    public static Exception TranslateRead(Error error, string servers, KafkaPartition partition, long position) => error.Code switch
    {
        ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange => new OffsetGoneException(partition, position),
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => KafkaErrors.PartitionGone(partition, position),
        var code when IsForbidden(code) => KafkaErrors.Forbidden(servers, $"read {partition}", error.Reason),
        _ => new IOException($"Kafka at {servers} could not read {partition} at offset {position}: {error.Reason}"),
    };

    public static IOException Unreachable(string servers, string doing, TimeSpan? tried, Error cause) => new(
        $"no Kafka broker at {servers} answered"
        + (tried is { } time ? FormattableString.Invariant($" within {time.TotalSeconds:0.#} s") : "")
        + $" (tried to {doing}): {cause.Reason}");
}
