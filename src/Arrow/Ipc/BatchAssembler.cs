using Apache.Arrow.Ipc.FlatBuffers;

namespace Apache.Arrow.Ipc;

/// <summary>Turns messages into record batches; remembers the schema and the dictionaries that came before.</summary>
internal sealed class BatchAssembler
{
    private readonly Dictionary<long, ArrayData> dictionaries = [];
    private readonly Dictionary<long, IpcField> dictionaryFields = [];
    private readonly IReadOnlyList<IpcField> columns;

    /// <param name="schema">A <c>Schema</c> table.</param>
    public BatchAssembler(FlatTable schema)
    {
        (Schema, columns) = SchemaEncoding.Decode(schema);
        Register(columns);
    }

    public Schema Schema { get; }

    /// <summary>The batch that a message holds, or <see langword="null"/> when it defined a dictionary.</summary>
    public RecordBatch? Accept(IncomingMessage message, IncomingBytes body)
    {
        switch (message.Kind)
        {
            case IpcFormat.BatchMessage:
                return DecodeBatch(message.Header, body);
            case IpcFormat.DictionaryMessage:
                DefineDictionary(message.Header, body);
                return null;
            default:
                throw new InvalidDataException($"an Arrow message of kind {message.Kind} stands where a record batch should");
        }
    }

    private RecordBatch DecodeBatch(FlatTable header, IncomingBytes body)
    {
        var decoder = new BatchDecoder(header, body.Memory, dictionaries);
        var arrays = new List<IArrowArray>(columns.Count);
        foreach (IpcField column in columns)
        {
            arrays.Add(ArrowArrayFactory.BuildArray(decoder.Next(column)));
        }

        return new RecordBatch(Schema, body.Owner, arrays, decoder.Length);
    }

    /// <summary>A dictionary outlives the batch before which it comes, so borrowed memory is copied and given back.</summary>
    private void DefineDictionary(FlatTable header, IncomingBytes body)
    {
        long id = header.Int64(0);
        if (header.Bool(2))
        {
            throw new NotSupportedException("Arrow data that extends a dictionary is not supported; write whole dictionaries");
        }

        if (header.Table(1) is not { } values || !dictionaryFields.TryGetValue(id, out IpcField? field))
        {
            throw new InvalidDataException($"no column of the Arrow schema uses dictionary {id}");
        }

        ReadOnlyMemory<byte> memory = body.Owner is null ? body.Memory : body.Memory.ToArray();
        dictionaries[id] = new BatchDecoder(values, memory, dictionaries).Next(field.Values());
        body.Owner?.Dispose();
    }

    private void Register(IReadOnlyList<IpcField> fields)
    {
        foreach (IpcField field in fields)
        {
            if (field.DictionaryId >= 0)
            {
                dictionaryFields[field.DictionaryId] = field;
            }

            Register(field.Children);
        }
    }
}
