using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Apache.Arrow;
using StreamSql.Benchmarks.Harness;
using StreamSql.Benchmarks.InMemory;
using StreamSql.Connectors;
using StreamSql.Core.Connectors;
using StreamSql.Core.Data;
using StreamSql.Core.Data.Building;
using StreamSql.Core.Types;
using Field = StreamSql.Core.Types.Field;
using Schema = StreamSql.Core.Types.Schema;

namespace StreamSql.Benchmarks;

/// <summary>Lines of JSON in memory to columns, against a loop over <see cref="Utf8JsonReader"/> that fills the same columns.</summary>
internal sealed class JsonLines() : Benchmark("json")
{
    // Of a size that stays in the cache, as a block does that was just read from a file or fetched.
    private const int Rows = 16_000;
    private const int Rounds = 20;
    private const int Block = 256 << 10;

    // Until the just-in-time compiler has done its last on both sides.
    private const int WarmUps = 50;

    private static readonly Schema Bids = new(
    [
        new Field("auction", new SqlType.BigInt()), new Field("bidder", new SqlType.BigInt()), new Field("price", new SqlType.BigInt()),
        new Field("channel", SqlType.String), new Field("url", SqlType.String), new Field("dateTime", new SqlType.Timestamp(3)),
        new Field("extra", SqlType.String),
    ]);

    public override IEnumerable<Figure> Run(Effort effort)
    {
        var rows = effort.Rows(Rows);
        var lines = Write(rows);
        using var decoder = Decoder();
        using var ours = new ChangeBatchBuilder(Bids);
        using var theirs = new ChangeBatchBuilder(Bids);
        for (var i = 0; i < (effort.Quick ? 0 : WarmUps); i++)
            _ = Parse(lines, decoder, ours, everyByte: false) + Read(lines, theirs, everyByte: false);
        if (Parse(lines, decoder, ours, everyByte: true) != Read(lines, theirs, everyByte: true))
            throw new InvalidOperationException("the parser does not give the rows that Utf8JsonReader gives");
        yield return new Comparison(
            string.Create(CultureInfo.InvariantCulture, $"JSON lines of {lines.Length / rows} B to 7 columns"), "Utf8JsonReader", rows * (long)Rounds, 3,
            () => CpuClock.Time(() => Repeat(() => Parse(lines, decoder, ours, everyByte: false))),
            () => CpuClock.Time(() => Repeat(() => Read(lines, theirs, everyByte: false)))).Run(effort.Pairs);
    }

    private static Checksum Repeat(Func<Checksum> pass)
    {
        var result = default(Checksum);
        for (var i = 0; i < Rounds; i++)
            result += pass();
        return result;
    }

    private static byte[] Write(int rows)
    {
        var random = new Random(42);
        string[] channels = ["Google", "Facebook", "Baidu", "Apple", "channel-1234", "channel-98765"];
        var text = new StringBuilder();
        for (var i = 0; i < rows; i++)
        {
            var time = DateTime.UnixEpoch.AddDays(19_700).AddMilliseconds(i * 3);
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"auction":{{1000 + random.Next(100_000)}},"bidder":{{1000 + random.Next(100_000)}},"price":{{random.Next(100_000_000)}},"channel":"{{channels[random.Next(6)]}}","url":"https://www.nexmark.com/{{Word(5)}}/{{Word(5)}}/item.htm?query=1&channel_id={{random.Next(100_000)}}","dateTime":"{{time:yyyy-MM-dd HH:mm:ss.fff}}","extra":"{{Word(45 + random.Next(30))}}"}
                """).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        string Word(int length) => string.Create(length, random, static (characters, random) =>
        {
            for (var i = 0; i < characters.Length; i++)
                characters[i] = (char)('a' + random.Next(26));
        });
    }

    private static IRowDecoder Decoder()
    {
        var json = BuiltinFormats.All.First(f => f.Name == "json");
        var options = json.Options.Where(o => o.Default is not null).ToDictionary(o => o.Name, o => o.Default!);
        var services = new ConnectorServices(
            TimeProvider.System, TimeZoneInfo.Utc, TextWriter.Null, TextWriter.Null, Durable: false, "benchmark", _ => { });
        return json.CreateDecoder("bids", [.. Bids.Select(f => new ConnectorColumn(f.Name, f.Type))], new OptionValues(options), services);
    }

    /// <summary>A block at a time, as a source of files hands them over.</summary>
    private static Checksum Parse(byte[] lines, IRowDecoder decoder, ChangeBatchBuilder target, bool everyByte)
    {
        var ends = new RecordEnd[ChangeBatch.MaxRows];
        var result = default(Checksum);
        var line = 0L;
        for (var position = 0; position < lines.Length;)
        {
            var block = lines.AsSpan(position, Math.Min(Block, lines.Length - position));
            var records = decoder.FindRecords(block, position + block.Length == lines.Length, ends);
            target.Clear();
            var start = 0;
            foreach (var end in ends.AsSpan(0, records))
            {
                decoder.Decode(block[start..end.Content], new RecordLocation("bids.json", ++line, IsLine: true), target);
                start = end.Next;
            }

            result += Sum(target.Build(), everyByte);
            position += start;
        }

        return result;
    }

    private static Checksum Read(byte[] lines, ChangeBatchBuilder target, bool everyByte)
    {
        var result = default(Checksum);
        target.Clear();
        for (var position = 0; position < lines.Length;)
        {
            var length = lines.AsSpan(position).IndexOf((byte)'\n');
            ReadLine(lines.AsSpan(position, length), target);
            position += length + 1;
            if (target.Count == 1024 || position == lines.Length)
            {
                result += Sum(target.Build(), everyByte);
                target.Clear();
            }
        }

        return result;
    }

    private static void ReadLine(ReadOnlySpan<byte> line, ChangeBatchBuilder target)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("auction"u8))
                ReadLong(ref reader, target, 0);
            else if (reader.ValueTextEquals("bidder"u8))
                ReadLong(ref reader, target, 1);
            else if (reader.ValueTextEquals("price"u8))
                ReadLong(ref reader, target, 2);
            else if (reader.ValueTextEquals("channel"u8))
                ReadText(ref reader, target, 3);
            else if (reader.ValueTextEquals("url"u8))
                ReadText(ref reader, target, 4);
            else if (reader.ValueTextEquals("dateTime"u8))
                ReadTimestamp(ref reader, target, 5);
            else if (reader.ValueTextEquals("extra"u8))
                ReadText(ref reader, target, 6);
            else
                reader.Skip();
        }

        target.EndRow();
    }

    private static void ReadLong(ref Utf8JsonReader reader, ChangeBatchBuilder target, int column)
    {
        reader.Read();
        ((FixedColumnBuilder<long>)target.Columns[column]).Append(reader.GetInt64());
    }

    private static void ReadText(ref Utf8JsonReader reader, ChangeBatchBuilder target, int column)
    {
        reader.Read();
        var texts = (ViewColumnBuilder)target.Columns[column];
        if (reader.ValueIsEscaped)
            texts.AppendRoom(reader.CopyString(texts.Room(reader.ValueSpan.Length + View.MaxInline)));
        else
            texts.Append(reader.ValueSpan);
    }

    // Digit by digit where they stand: the library's parsers of dates do not know the blank and are slower.
    private static void ReadTimestamp(ref Utf8JsonReader reader, ChangeBatchBuilder target, int column)
    {
        reader.Read();
        var text = reader.ValueSpan;
        var time = new DateTime(
            Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2), Number(text, 11, 2), Number(text, 14, 2), Number(text, 17, 2), Number(text, 20, 3));
        ((FixedColumnBuilder<long>)target.Columns[column]).Append((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
    }

    private static int Number(ReadOnlySpan<byte> text, int start, int digits)
    {
        var number = 0;
        foreach (var digit in text.Slice(start, digits))
            number = (number * 10) + (digit - '0');
        return number;
    }

    /// <summary>What the columns of numbers hold, and if asked for the texts as well.</summary>
    private static Checksum Sum(ChangeBatch batch, bool everyByte)
    {
        var words = 0UL;
        for (var i = 0; i < batch.Columns.Length; i++)
        {
            var data = batch.Columns[i].Data;
            if (data.Buffers.Length == 2)
                words += Checksums.OfColumn(i, MemoryMarshal.Cast<byte, long>(data.Buffers[1].Span)[..data.Length]);
            else if (everyByte)
                words += SumOfTexts(data, i);
        }

        return new Checksum(batch.Count, words);
    }

    private static ulong SumOfTexts(ArrayData texts, int column)
    {
        var words = 0UL;
        foreach (ref readonly var view in MemoryMarshal.Cast<byte, View>(texts.Buffers[1].Span)[..texts.Length])
        {
            var hash = (ulong)column;
            foreach (var character in view.IsInline ? View.InlineBytes(in view) : texts.Buffers[2].Span.Slice(view.Offset, view.Length))
                hash = Checksums.Mix(hash, character);
            words += hash;
        }

        return words;
    }
}
