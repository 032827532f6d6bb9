using StreamSql.Execution.Operators;

namespace StreamSql.Execution.Pipelines;

/// <summary>All exchanges of a query: which node's input takes its rows from every shard.</summary>
/// <remarks>Each shard registers its senders in the same order while its pipeline is built.</remarks>
internal sealed class ExchangeHub : IDisposable
{
    private readonly Dictionary<(string Operator, int Input), List<ExchangeSender>> _senders = [];

    public void Register(string @operator, int input, ExchangeSender sender)
    {
        if (!_senders.TryGetValue((@operator, input), out var senders))
            _senders.Add((@operator, input), senders = []);
        senders.Add(sender);
    }

    public bool IsExchange(Operator target, int input) => _senders.ContainsKey((target.Id, input));

    /// <summary>Brings what all shards have sent to one shard's operator, sender by sender: the order is the same in every run.</summary>
    public void Deliver(int shard, Operator target, int input)
    {
        var port = new OperatorInput(target, input);
        foreach (var sender in _senders[(target.Id, input)])
            sender.Deliver(shard, port);
    }

    /// <summary>Frees the copies when a micro-batch is over.</summary>
    public void Clear()
    {
        foreach (var sender in _senders.Values.SelectMany(s => s))
            sender.Clear();
    }

    public void Dispose()
    {
        foreach (var sender in _senders.Values.SelectMany(s => s))
            sender.Dispose();
    }
}
