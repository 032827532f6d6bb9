using System.Text;
using StreamSql.Connectors.Kafka.Client;
using StreamSql.Connectors.Kafka.Properties;

namespace StreamSql.Connectors.Kafka.Tests.Mock;

/// <summary>Brokers in memory, for what the mock cluster cannot do: gaps between offsets, logs that lose their start, topics that
/// vanish, grow or are made anew, offsets by time.</summary>
internal sealed class FakeBroker : IKafkaClients
{
    private readonly Dictionary<string, FakeTopic> _topics = [];

    public Dictionary<KafkaPartition, long> CommittedOffsets { get; } = [];

    /// <summary>What the next answers about a partition are, before the true ones.</summary>
    public Queue<PartitionBounds> WrongAnswers { get; } = [];

    public FakeTopic Create(string name, int partitions = 1, string? id = null) => _topics[name] = new FakeTopic(name, partitions, id);

    public void Delete(string name) => _topics.Remove(name);

    public IKafkaReader OpenReader(ClientProperties properties) => new Reader(this);

    public IKafkaWriter OpenWriter(ClientProperties properties) => throw new NotSupportedException();

    internal sealed class FakeTopic(string name, int partitions, string? id)
    {
        public List<FakePartition> Partitions { get; } = [.. Enumerable.Range(0, partitions).Select(_ => new FakePartition())];

        public KafkaTopic Description => new(name, Partitions.Count, id);

        public FakePartition this[int number] => Partitions[number];
    }

    internal sealed class FakePartition
    {
        private readonly SortedList<long, (string Value, long Millis)> _records = [];

        public long Start { get; private set; }

        public long End { get; private set; }

        public FakePartition Add(string value, long millis = 0)
        {
            _records.Add(End++, (value, millis));
            return this;
        }

        /// <summary>Offsets without a record that readers see, as markers of transactions and compaction leave them.</summary>
        public FakePartition Gap(int offsets = 1)
        {
            End += offsets;
            return this;
        }

        public void DeleteBefore(long offset) => (Start, End) = (offset, Math.Max(End, offset));

        public long? At(long millis) => _records.Where(r => r.Key >= Start && r.Value.Millis >= millis).Select(r => (long?)r.Key).FirstOrDefault();

        public (long Offset, string Value)? Next(long offset) =>
            _records.Where(r => r.Key >= offset).Select(r => ((long, string)?)(r.Key, r.Value.Value)).FirstOrDefault();
    }

    private sealed class Reader(FakeBroker broker) : IKafkaReader
    {
        public string Servers => "memory:9092";

        public IReadOnlyList<KafkaTopic> AllTopics() => [.. broker._topics.Values.Select(t => t.Description)];

        public KafkaTopic? FindTopic(string name) => broker._topics.GetValueOrDefault(name)?.Description;

        public PartitionBounds?[] Bounds(IReadOnlyList<KafkaPartition> partitions) => [.. partitions.Select(p =>
            broker.WrongAnswers.TryDequeue(out var wrong) ? wrong
            : Find(p) is { } found ? new PartitionBounds(found.Start, found.End) : (PartitionBounds?)null)];

        public long?[] Committed(IReadOnlyList<KafkaPartition> partitions) =>
            [.. partitions.Select(p => broker.CommittedOffsets.TryGetValue(p, out var offset) ? offset : (long?)null)];

        public long?[] OffsetsAt(IReadOnlyList<KafkaPartition> partitions, long millis) => [.. partitions.Select(p => Find(p)!.At(millis))];

        public void Commit(IReadOnlyDictionary<KafkaPartition, long> positions)
        {
            foreach (var (partition, offset) in positions)
                broker.CommittedOffsets[partition] = offset;
        }

        public IReadOnlyList<IPartitionReader> Open(IReadOnlyList<KeyValuePair<KafkaPartition, long>> starts) =>
            [.. starts.Select(s => new PartitionReader(s.Key, Find(s.Key)!, s.Value))];

        public Exception? Failure() => null;

        public void Dispose()
        {
        }

        private FakePartition? Find(KafkaPartition partition) =>
            broker._topics.TryGetValue(partition.Topic, out var topic) && partition.Number < topic.Partitions.Count ? topic[partition.Number] : null;
    }

    private sealed class PartitionReader(KafkaPartition name, FakePartition partition, long offset) : IPartitionReader
    {
        private byte[] _current = [];

        public long Position { get; private set; } = offset;

        public void Resume(long offset) => Position = offset;

        public bool TryRead(long end, out KafkaRecord record)
        {
            record = default;
            if (Position < partition.Start)
                throw new OffsetGoneException(name, Position);
            if (partition.Next(Position) is not { } next)
            {
                Position = partition.End;
                return false;
            }

            Position = next.Offset;
            if (next.Offset >= end)
                return false;
            _current = Encoding.UTF8.GetBytes(next.Value);
            Position++;
            record = new KafkaRecord(next.Offset, default, false, _current, true);
            return true;
        }

        public bool Wait(TimeSpan atMost) => partition.Next(Position) is not null;

        public RecordDetails Details => new(0, RecordTimeKind.Created, 7);

        public void ReadHeaders(List<KafkaHeader> target)
        {
        }

        public void Dispose()
        {
        }
    }
}
