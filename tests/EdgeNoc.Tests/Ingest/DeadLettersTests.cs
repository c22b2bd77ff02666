using System.Text;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Ingest;

public sealed class DeadLettersTests
{
    private static readonly MessageId Id = new(IngestRig.Boot, MessageClass.Telemetry, 12);

    [Fact]
    public void A_letter_is_one_json_line_with_control_characters_escaped()
    {
        var folder = RigDirectory.New("dead-letters");
        using (var letters = Open(folder, 1_000_000, 8))
        {
            letters.AddLine(Message(Id), new LineRefusal(LineRefusalKind.NoTimestamp), Encoding.UTF8.GetBytes("a\u001b[31m\r\u0085\"é"));
        }

        Assert.Equal(
            """{"at":"2026-11-20T05:00:00.000Z","site":"kdr-03","boot":"0192e4a0-0000-7000-8000-000000000001","seq":12,"reason":"no timestamp","line":"a\u001B[31m\r\u0085\u0022\u00E9"}""" + "\n",
            File.ReadAllText(Path.Combine(folder, "dead-letters-000001.jsonl")));
    }

    [Fact]
    public void The_files_rotate_the_oldest_goes_and_a_restart_continues_the_newest()
    {
        var folder = RigDirectory.New("dead-letters");
        for (var run = 0; run < 2; run++)
        {
            using var letters = Open(folder, maxFileBytes: 2_000, maxFiles: 3);
            for (var number = 0; number < 40; number++)
            {
                letters.AddLine(Message(null), new LineRefusal(LineRefusalKind.NoTimestamp), Encoding.UTF8.GetBytes($"line {run}-{number:00}"));
            }
        }

        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 100, 2_500));
        Assert.Contains("line 1-39", File.ReadLines(files[^1]).Last(), StringComparison.Ordinal);
        Assert.DoesNotContain(files, file => file.EndsWith("000001.jsonl", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_stops_nobody()
    {
        var folder = RigDirectory.New("dead-letters");
        using var letters = Open(folder, 1_000, 3);
        Directory.Delete(folder);
        letters.AddLine(Message(null), new LineRefusal(LineRefusalKind.NoTimestamp), "x"u8);
        letters.Flush();
        Assert.False(Directory.Exists(folder));
    }

    private static QueuedMessage Message(MessageId? id) => new("kdr-03", id, default, null, 0);

    private static DeadLetters Open(string folder, long maxFileBytes, int maxFiles) =>
        new(folder, maxFileBytes, maxFiles, new InstantTime(), NullLogger<DeadLetters>.Instance);
}
