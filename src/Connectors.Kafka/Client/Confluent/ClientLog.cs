using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>What a native client reports on the side, from its own threads: why it cannot connect.</summary>
internal sealed class ClientLog
{
    private volatile Error? _last;
    private volatile Error? _refused;

    /// <summary>What went wrong last, or <see langword="null"/>.</summary>
    public Error? Last => _last;

    /// <summary>That the brokers refuse the user, or <see langword="null"/>.</summary>
    public Error? Refused => _refused;

    public void Add(Error error)
    {
        _last = error;
        if (ClientErrors.IsRefusal(error.Code))
            _refused = error;
    }

    public void Forget() => _last = null;
}
