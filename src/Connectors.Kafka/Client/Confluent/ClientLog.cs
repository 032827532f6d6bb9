using Confluent.Kafka;

namespace StreamSql.Connectors.Kafka.Client.Confluent;

/// <summary>What a native client reports on the side, from its own threads: why it cannot connect.</summary>
internal sealed class ClientLog
{
    private volatile Error? _last;
    private volatile Error? _refused;
    private volatile bool _worked;

    /// <summary>What went wrong last, or <see langword="null"/>.</summary>
    public Error? Last => _last;

    /// <summary>That the brokers do not accept the login, or <see langword="null"/>.</summary>
    /// <remarks>Only as long as nothing has worked: a login that was accepted once and fails later is a matter of the network or of
    /// the brokers, and is tried again.</remarks>
    public Error? Refused => _refused;

    public void Add(Error error)
    {
        // That all are down comes last and says nothing of why.
        if (error.Code != ErrorCode.Local_AllBrokersDown || _last is null)
            _last = error;
        if (!_worked && ClientErrors.IsLoginFailure(error.Code))
            _refused = error;
    }

    /// <summary>Notes that brokers have answered.</summary>
    public void Succeed()
    {
        _worked = true;
        (_last, _refused) = (null, null);
    }
}
