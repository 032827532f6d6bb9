using System.Text;
using StreamSql.Storage.Files;
using StreamSql.TestKit;

namespace StreamSql.Storage.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_published_file_has_exactly_the_bytes_and_leaves_no_temporary()
    {
        var path = _directory["7.json"];

        AtomicFile.CreateExclusive(path, "seven"u8, NewRun());

        Assert.Equal("seven", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void A_taken_name_fences_the_second_writer_and_keeps_the_first_ones_bytes()
    {
        var path = _directory["7.json"];
        AtomicFile.CreateExclusive(path, "first"u8, NewRun());

        var fenced = Assert.Throws<FencedException>(() => AtomicFile.CreateExclusive(path, "second"u8, NewRun()));

        Assert.Equal(path, fenced.Path);
        Assert.StartsWith($"another writer owns '{path}'", fenced.Message);
        Assert.Equal("first", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Of_many_writers_that_race_for_a_name_exactly_one_wins()
    {
        for (var round = 0; round < 50; round++)
        {
            var path = _directory[$"{round}.json"];
            using var start = new Barrier(4);
            var winners = new int[4];
            var threads = Enumerable.Range(0, 4).Select(writer => new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    AtomicFile.CreateExclusive(path, Encoding.ASCII.GetBytes($"writer {writer}"), NewRun());
                    winners[writer] = 1;
                }
                catch (FencedException)
                {
                }
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());

            Assert.Equal(1, winners.Sum());
            Assert.Equal($"writer {Array.IndexOf(winners, 1)}", File.ReadAllText(path));
        }
    }

    [Fact]
    public void A_missing_directory_is_named_with_what_to_do()
    {
        var path = _directory["missing", "7.json"];

        var e = Assert.Throws<StorageIOException>(() => AtomicFile.CreateExclusive(path, "x"u8, NewRun()));

        Assert.Equal("ENOENT", e.Errno);
        Assert.Equal("open", e.Operation);
        Assert.Contains("it does not exist", e.Message);
    }

    [Fact]
    public void Sweeping_removes_temporaries_of_dead_runs_and_nothing_else()
    {
        File.WriteAllText(StoragePaths.TemporaryFor(_directory["7.json"], NewRun()), "half");
        File.WriteAllText(_directory["6.json"], "whole");
        File.WriteAllText(_directory[".mine.tmp"], "the user's");

        Assert.Equal(1, Directories.SweepTemporaries(_directory.Path));
        Assert.Equal([_directory[".mine.tmp"], _directory["6.json"]], Directory.GetFiles(_directory.Path).Order());
    }

    [Fact]
    public void Durable_directories_are_created_with_all_their_parents()
    {
        var path = _directory["a", "b", "c"];

        Directories.CreateDurable(path + "/");
        Directories.CreateDurable(path);

        Assert.True(Directory.Exists(path));
    }

    private static RunId NewRun() => RunId.New(TimeProvider.System);
}
