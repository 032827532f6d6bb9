using StreamSql.Connectors.Formats.Json;
using StreamSql.Connectors.Formats.Json.Reading;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;

namespace StreamSql.Connectors.Formats.ChangelogJson;

/// <summary>Every object is a change: <c>{"data":{…},"op":"+I"}</c>.</summary>
internal sealed class ChangelogJsonDecoder(string table, JsonOptions options, ConnectorServices services)
    : JsonDecoder(ChangelogJsonFormat.FormatName, table, options, services)
{
    private readonly KindReader _kind = new();
    private ObjectReader? _change;

    protected override void Bind(ChangeBatchBuilder target, JsonOptions options)
    {
        var row = ValueReaders.Object([.. target.Schema.Select(f => f.Name)], target.Columns, options);
        // An unknown kind or missing data spoils the row: there is nothing that NULL could stand for.
        _change = new ObjectReader(["data", "op"], [new DataReader(row, target), _kind], options);
    }

    protected override bool ReadRow(ref JsonCursor cursor, ChangeBatchBuilder target)
    {
        if (!_change!.Read(ref cursor, target.Count))
            return false;
        target.EndRow(_kind.Kind.Weight());
        return true;
    }

    private sealed class DataReader(ObjectReader row, ChangeBatchBuilder target) : ValueReader(nullable: false, "an object")
    {
        public override void Truncate(int length) => target.AbandonRow();

        protected override bool ReadValue(ref JsonCursor cursor) =>
            cursor.Current == '{' ? row.Read(ref cursor, target.Count) : Refuse(ref cursor);

        protected override void AppendNull() => throw new System.Diagnostics.UnreachableException("not nullable");
    }

    private sealed class KindReader() : ValueReader(nullable: false, "'+I', '-U', '+U' or '-D'")
    {
        public ChangeKind Kind { get; private set; }

        public override void Truncate(int length)
        {
        }

        protected override bool ReadValue(ref JsonCursor cursor)
        {
            var start = cursor.Position;
            if (cursor.Current != '"')
                return Refuse(ref cursor);
            if (!cursor.TakeString(out var content, out _))
                return false;
            if (ChangeKinds.Parse(content) is not { } kind)
                return Mismatch(ref cursor, start);
            Kind = kind;
            return true;
        }

        protected override void AppendNull() => throw new System.Diagnostics.UnreachableException("not nullable");
    }
}
