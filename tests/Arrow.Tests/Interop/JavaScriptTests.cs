using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using StreamSql.Arrow.Tests.Ipc;
using StreamSql.TestKit;

namespace StreamSql.Arrow.Tests.Interop;

/// <summary>What we write, apache-arrow for JavaScript reads, and the other way round.</summary>
public sealed class JavaScriptTests : IDisposable
{
    private const string Module = "apache-arrow";

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [PeerFact(Module)]
    public void It_reads_every_column_of_our_streams_and_files()
    {
        RecordBatch everything = Samples.Everything;
        RecordBatch[] batches = [everything.Slice(0, 5), everything.Slice(5, 14)];
        foreach (byte[] bytes in new[] { RoundTripTests.StreamBytes(everything.Schema, batches), RoundTripTests.FileBytes(everything.Schema, batches) })
        {
            Table table = Read(Save(bytes));
            Assert.Equal(everything.Schema.FieldsList.Select(field => field.Name), table.Types.Select(type => type.Split(':')[0]));
            Assert.Equal(ArrayText.Rows(everything), table.Rows);
        }
    }

    [PeerFact(Module)]
    public void It_reads_every_column_that_was_sliced()
    {
        RecordBatch slice = Samples.Everything.Slice(3, 13);
        Assert.Equal(ArrayText.Rows(slice), Read(Save(RoundTripTests.StreamBytes(slice.Schema, slice))).Rows);
    }

    [PeerFact(Module)]
    public void It_understands_our_types_and_metadata()
    {
        var schema = new Schema(
            [
                new Field("id", Int64Type.Default, false),
                new Field("price", new Decimal128Type(20, 2), true),
                new Field("at", new TimestampType(TimeUnit.Microsecond, "Europe/Zurich"), true),
                new Field("tags", new ListType(StringType.Default), true),
            ],
            [new("answer", "zweiundvierzig")]);
        Table table = Read(Save(RoundTripTests.StreamBytes(schema)));
        Assert.Equal(["id: Int64 not null", "price: Decimal[20e+2]", "at: Timestamp<MICROSECOND, Europe/Zurich>", "tags: List<Utf8>"], table.Types);
        Assert.Equal("zweiundvierzig", table.Metadata["answer"]);
        Assert.Empty(table.Rows);
    }

    [PeerFact(Module)]
    public void We_read_what_it_made_of_our_columns()
    {
        RecordBatch everything = Samples.Everything;
        string ours = Save(RoundTripTests.StreamBytes(everything.Schema, everything.Slice(0, 4), everything.Slice(4, 15)));
        foreach (string format in new[] { "stream", "file" })
        {
            string theirs = directory[format];
            NodePeer.Run("arrow.mjs", "rewrite", ours, theirs, format);
            Assert.Equal(ArrayText.Rows(everything), Batches(theirs, format).SelectMany(ArrayText.Rows));
        }
    }

    [PeerFact(Module)]
    public void We_read_what_it_built_itself()
    {
        foreach (string format in new[] { "stream", "file" })
        {
            string path = directory[format];
            Table table = Parse(NodePeer.Run("arrow.mjs", "make", path, format));
            Assert.Equal(4, table.Rows.Length);
            Assert.Equal(table.Rows, Batches(path, format).SelectMany(ArrayText.Rows));
        }
    }

    private string Save(byte[] bytes)
    {
        string path = directory["ours.arrow"];
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static List<RecordBatch> Batches(string path, string format)
    {
        Stream stream = File.OpenRead(path);
        using ArrowStreamReader reader = format == "file" ? new ArrowFileReader(stream) : new ArrowStreamReader(stream);
        return RoundTripTests.ReadAll(reader);
    }

    private static Table Read(string path) => Parse(NodePeer.Run("arrow.mjs", "read", path));

    private static Table Parse(string json) => JsonSerializer.Deserialize<Table>(json, JsonSerializerOptions.Web)!;

    private sealed record Table(string[] Types, Dictionary<string, string> Metadata, string[] Rows);
}
