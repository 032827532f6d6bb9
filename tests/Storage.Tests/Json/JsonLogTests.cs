using System.Text;
using System.Text.Json.Serialization;
using StreamSql.Core.Diagnostics;
using StreamSql.Storage.Files;
using StreamSql.Storage.Json;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Json;

internal sealed record Entry(string Topic, long[] Offsets);

internal sealed record EmptyEntry;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Entry))]
[JsonSerializable(typeof(EmptyEntry))]
internal sealed partial class EntryJson : JsonSerializerContext;

public sealed class JsonLogTests : IDisposable
{
    private static readonly Entry Sample = new("orders", [3, 14, 159]);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void An_entry_is_one_line_of_json_with_version_id_and_checksum()
    {
        var checksum = Log().Write(0, Sample);

        Assert.Equal(
            "{\"v\":1,\"id\":0,\"topic\":\"orders\",\"offsets\":[3,14,159],\"crc32c\":\"" + checksum.ToString("x8") + "\"}\n",
            File.ReadAllText(_directory["0.json"]));
    }

    [Fact]
    public void What_was_written_is_read_back_with_the_same_checksum()
    {
        var checksum = Log().Write(5, Sample);

        var entry = Log().Read(5, out var read);

        Assert.Equal((Sample.Topic, checksum), (entry.Topic, read));
        Assert.Equal(Sample.Offsets, entry.Offsets);
    }

    [Fact]
    public void An_entry_without_members_is_read_back()
    {
        var log = new JsonLog<EmptyEntry>(_directory.Path, 1, EntryJson.Default.EmptyEntry, RunId.New(TimeProvider.System));
        log.Write(0, new EmptyEntry());

        Assert.Equal(new EmptyEntry(), log.Read(0));
        Assert.StartsWith("{\"v\":1,\"id\":0,\"crc32c\":", File.ReadAllText(_directory["0.json"]));
    }

    [Fact]
    public void Ids_are_listed_in_order_and_pruned_from_the_front()
    {
        var log = Log();
        for (var id = 8; id <= 12; id++)
            log.Write(id, Sample);

        Assert.Equal([8, 9, 10, 11, 12], log.List());
        Assert.Equal(3, log.Prune(firstKept: 11));
        Assert.Equal([11, 12], log.List());
        Assert.Equal("SS6009", Refusal.Of(() => log.Prune(firstKept: 13)).Code);
        Assert.Equal([11, 12], log.List());
    }

    [Fact]
    public void Entries_that_a_power_cut_has_left_are_not_looked_at_below_what_is_needed()
    {
        var log = Log();
        for (var id = 1; id <= 6; id++)
            log.Write(id, Sample);
        File.Delete(_directory["2.json"]);

        Assert.Equal("SS6005", Refusal.Of(() => log.List()).Code);
        Assert.Equal([4, 5, 6], log.ListFrom(4));

        log.Forget(firstKept: 5);
        Assert.Equal([5, 6], log.List());
    }

    [Fact]
    public void A_second_writer_of_an_entry_is_fenced()
    {
        Log().Write(0, Sample);

        Assert.Throws<FencedException>(() => Log().Write(0, Sample));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public void An_id_that_would_leave_a_gap_is_our_mistake(long id)
    {
        Log().Write(1, Sample);

        Assert.Throws<ArgumentOutOfRangeException>(() => Log().Write(id, Sample));
    }

    [Fact]
    public void A_gap_is_refused_with_the_entries_around_it()
    {
        var log = Log();
        for (var id = 113_256; id <= 113_259; id++)
            log.Write(id, Sample);
        File.Delete(_directory["113258.json"]);

        var refusal = Refusal.Of(() => log.List());

        Assert.Equal("SS6005", refusal.Code);
        Assert.Equal($"'{_directory.Path}' has entries 113257 and 113259, but 113258.json is missing", refusal.Message);
    }

    [Theory]
    [InlineData("07.json")]
    [InlineData("+7.json")]
    [InlineData("-1.json")]
    [InlineData("99999999999999999999.json")]
    [InlineData("7 (copy).json")]
    public void A_json_file_that_is_no_entry_is_refused(string name)
    {
        File.WriteAllText(_directory[name], "{}");

        Assert.Equal("SS6011", Refusal.Of(() => Log().List()).Code);
    }

    [Fact]
    public void Swapped_entries_are_refused()
    {
        var log = Log();
        log.Write(0, Sample);
        log.Write(1, Sample);
        File.Move(_directory["0.json"], _directory["2.json"]);

        var refusal = Refusal.Of(() => log.Read(2));

        Assert.Equal(("SS6007", $"'{_directory["2.json"]}' holds entry 0, not 2"), (refusal.Code, refusal.Message));
    }

    [Fact]
    public void A_newer_version_is_refused_with_both_numbers()
    {
        new JsonLog<Entry>(_directory.Path, 3, EntryJson.Default.Entry, RunId.New(TimeProvider.System)).Write(0, Sample);

        var refusal = Refusal.Of(() => Log().Read(0));

        Assert.Equal("SS6004", refusal.Code);
        Assert.Equal($"'{_directory["0.json"]}' has format version 3, newer than version 1 that this release reads", refusal.Message);
    }

    [Theory]
    [InlineData("""{"v":1,"id":0,"topic":"a","offsets":[1],"extra":2}""", "SS6006", 48)]
    [InlineData("""{"v":1,"id":0,"topic":"a","topic":"b","offsets":[1]}""", "SS6006", 34)]
    [InlineData("""{"v":1,"id":0,"topic":7,"offsets":[1]}""", "SS6006", 23)]
    [InlineData("""{"v":0,"id":0,"topic":"a","offsets":[1]}""", "SS6006", 1)]
    [InlineData("""{"id":0,"topic":"a","offsets":[1]}""", "SS6006", 1)]
    [InlineData("""[1]""", "SS6006", 0)]
    public void A_well_sealed_entry_of_another_shape_is_refused_with_the_byte(string body, string code, long position)
    {
        // Sealed by hand: as if an incompatible program had written it.
        var prefix = body[..^1];
        var seal = Crc32C.Compute(Encoding.UTF8.GetBytes(prefix)).ToString("x8");
        File.WriteAllText(_directory["0.json"], $"{prefix},\"crc32c\":\"{seal}\"}}\n");

        var refusal = Refusal.Of(() => Log().Read(0));

        Assert.Equal((code, $"{_directory["0.json"]}:{position}"), (refusal.Code, refusal.DataLocation));
    }

    [Fact]
    public void Every_truncation_is_refused_and_names_the_file()
    {
        var path = _directory["0.json"];
        Log().Write(0, Sample);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);

            var refusal = Refusal.Of(() => Log().Read(0));
            Assert.Equal("SS6002", refusal.Code);
            Assert.Equal($"'{path}' is truncated: it ends at byte {length}", refusal.Message);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        var path = _directory["0.json"];
        Log().Write(0, Sample);
        var whole = File.ReadAllBytes(path);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, damaged);

            var e = Assert.Throws<SqlException>(() => Log().Read(0));
            Assert.Contains(e.Diagnostic.Code, (IEnumerable<string>)["SS6002", "SS6003"]);
            Assert.Contains(path, e.Message);
        }
    }

    [Fact]
    public void A_missing_entry_a_missing_directory_and_a_directory_in_its_place_are_refused()
    {
        Assert.Equal("SS6009", Refusal.Of(() => Log().Read(0)).Code);
        Directory.CreateDirectory(_directory["0.json"]);
        Assert.Equal("SS6006", Refusal.Of(() => Log().Read(0)).Code);

        var elsewhere = new JsonLog<Entry>(_directory["missing"], 1, EntryJson.Default.Entry, RunId.New(TimeProvider.System));
        Assert.Equal("SS6009", Refusal.Of(() => elsewhere.List()).Code);
    }

    [Fact]
    public void A_single_file_is_written_once_and_read_back()
    {
        var file = new JsonFile<Entry>(1, EntryJson.Default.Entry);
        file.Create(_directory["job.json"], Sample, RunId.New(TimeProvider.System));

        Assert.Equal("orders", file.Read(_directory["job.json"]).Topic);
        Assert.Throws<FencedException>(() => file.Create(_directory["job.json"], Sample, RunId.New(TimeProvider.System)));
    }

    private JsonLog<Entry> Log() => new(_directory.Path, 1, EntryJson.Default.Entry, RunId.New(TimeProvider.System));
}
