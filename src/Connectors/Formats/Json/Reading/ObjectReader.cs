using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Reads objects into the columns of their fields; of fields that occur twice the last counts.</summary>
internal sealed class ObjectReader
{
    private const int NoField = -1;

    private readonly ValueReader[] _fields;
    private readonly string[] _names;
    private readonly FieldIndex _index;
    private readonly JsonOptions _options;
    private readonly Template _template = new();
    private readonly BitArray _seen;
    private readonly List<int> _missing = [];
    private bool _repeated;

    /// <param name="names">One per field.</param>
    /// <param name="fields">Have read the same number of values whenever an object begins.</param>
    public ObjectReader(IReadOnlyList<string> names, IReadOnlyList<ValueReader> fields, JsonOptions options)
    {
        (_names, _fields, _options) = ([.. names], [.. fields], options);
        _index = new FieldIndex([.. names.Select(Encoding.UTF8.GetBytes)]);
        _seen = new BitArray(_fields.Length);
    }

    /// <summary>Reads the object at the cursor and appends one value per field.</summary>
    /// <param name="length">How many values every field has had before.</param>
    public bool Read(ref JsonCursor cursor, int length)
    {
        if (++cursor.Depth > JsonCursor.MaxDepth)
            return cursor.Failure.Syntax(cursor.Position, $"at most {JsonCursor.MaxDepth} levels");
        if (!(_template.IsComplete ? ReadLikeLast(ref cursor, length) : ReadAny(ref cursor, length, 0)))
            return false;
        cursor.Depth--;
        return true;
    }

    // The place is kept in a local: through the cursor every step would have to wait for the store of the one before.
    private bool ReadLikeLast(ref JsonCursor cursor, int length)
    {
        var textLength = cursor.Text.Length;
        ref var text = ref MemoryMarshal.GetReference(cursor.Text);
        var position = cursor.Position;
        ref readonly var first = ref MemoryMarshal.GetReference(_template.Steps);
        ref readonly var step = ref first;
        while (true)
        {
            if (!step.IsHere(ref text, position, textLength) || !(step.Length <= Template.HeadLength || _template.IsLongHere(in step, ref text, position)))
            {
                cursor.Position = position;
                return ReadAny(ref cursor, length, (int)(Unsafe.ByteOffset(in first, in step) / Unsafe.SizeOf<Template.Step>()));
            }

            position += step.Length;
            if (step.Reader is not { } reader)
                break;
            // The most frequent types without a call.
            var end = reader switch
            {
                TextReader texts => texts.TryReadHere(ref text, position, textLength),
                IntegerReader<long> numbers => numbers.TryReadHere(ref text, position, textLength),
                _ => reader.TryReadUsual(ref text, position, textLength),
            };
            if (end < 0)
            {
                cursor.Position = position;
                if (!ReadUnusual(ref cursor, reader, step.Field, length))
                    return false;
                end = cursor.Position;
            }

            position = end;
            step = ref Unsafe.Add(ref Unsafe.AsRef(in step), 1);
        }

        cursor.Position = position;
        return _missing.Count == 0 || ReadMissing(ref cursor);
    }

    private bool ReadUnusual(ref JsonCursor cursor, ValueReader reader, int field, int length)
    {
        // There may be more blanks than there were last time.
        cursor.SkipWhitespace();
        return Read(ref cursor, reader, field, length);
    }

    private bool Read(ref JsonCursor cursor, ValueReader reader, int field, int length) =>
        reader.Read(ref cursor, length, _options.IgnoreParseErrors) || (field >= 0 && cursor.Failure.In(_names[field]));

    /// <summary>Reads any object, or the rest of one, and learns how it is written.</summary>
    /// <param name="done">Steps of the template that were taken.</param>
    private bool ReadAny(ref JsonCursor cursor, int length, int done)
    {
        _seen.SetAll(false);
        _repeated = false;
        foreach (ref readonly var step in _template.Steps[..done])
        {
            if (step.Field >= 0)
                _seen[step.Field] = true;
        }

        _template.Restart(done);
        var before = cursor.Position;
        if (done == 0)
        {
            cursor.SkipWhitespace();
            if (!cursor.TryTake((byte)'{'))
                return cursor.Failure.Syntax(cursor.Position, "'{'");
        }

        if (!ReadFields(ref cursor, length, before, first: done == 0))
            return false;
        _missing.Clear();
        for (var field = 0; field < _fields.Length; field++)
        {
            if (!_seen[field])
                _missing.Add(field);
        }

        if (!_repeated)
            _template.Complete();
        return ReadMissing(ref cursor);
    }

    private bool ReadFields(ref JsonCursor cursor, int length, int before, bool first)
    {
        while (true)
        {
            cursor.SkipWhitespace();
            if ((first || cursor.Current != ',') && cursor.TryTake((byte)'}'))
                break;
            if (!first && !cursor.TryTake((byte)','))
                return cursor.Failure.Syntax(cursor.Position, "',' or '}'");
            first = false;
            cursor.SkipWhitespace();
            if (!TakeName(ref cursor, out var field))
                return false;
            var reader = field < 0 ? SkippingReader.Instance : _fields[field];
            _template.Add(cursor.Text[before..cursor.Position], field, reader);
            if (field >= 0)
                BeginField(field, length);
            if (!Read(ref cursor, reader, field, length))
                return false;
            before = cursor.Position;
        }

        _template.Add(cursor.Text[before..cursor.Position], NoField, reader: null);
        return true;
    }

    private void BeginField(int field, int length)
    {
        if (_seen[field])
        {
            _repeated = true;
            _fields[field].Truncate(length);
        }

        _seen[field] = true;
    }

    private bool TakeName(ref JsonCursor cursor, out int field)
    {
        field = NoField;
        if (!cursor.TakeText(out var name))
            return false;
        field = _index.Find(name);
        if (!cursor.Take((byte)':', "':'"))
            return false;
        cursor.SkipWhitespace();
        return true;
    }

    private bool ReadMissing(ref JsonCursor cursor)
    {
        foreach (var field in _missing)
        {
            if (!_fields[field].ReadMissing(ref cursor, allowed: !_options.FailOnMissingField))
                return cursor.Failure.In(_names[field]);
        }

        return true;
    }
}
