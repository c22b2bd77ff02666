using System.Text.Json;
using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Common.NocCommands;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>Answers over 256 kB are cut and say so.</summary>
public sealed class ReplyBytesTests
{
    [Fact]
    public void A_long_text_is_cut_at_a_line_and_says_so()
    {
        var text = string.Join('\n', Enumerable.Range(1, 20_000).Select(number => $"line {number:00000} \"quoted\" é"));
        var (reply, bytes) = Sent(new CommandReply(Guid.NewGuid(), CommandOutcome.Done) { Text = text });
        Assert.InRange(bytes, 200_000, ReplyBytes.Max);
        Assert.InRange(reply.CutFromBytes!.Value, 256 << 10, 2_000_000);
        var lines = reply.Text!.Split('\n');
        Assert.Equal("… cut here: more than 256 kB is not sent", lines[^1]);
        Assert.Equal(Enumerable.Range(1, lines.Length - 1).Select(number => $"line {number:00000} \"quoted\" é"), lines[..^1]);
    }

    [Fact]
    public void Of_many_records_as_many_whole_ones_are_sent_as_fit()
    {
        using var records = JsonDocument.Parse(JsonSerializer.Serialize(Enumerable.Range(1, 20_000).Select(number => new { onu = $"{number}", rx_dbm = -20.5 })));
        var (reply, bytes) = Sent(new CommandReply(Guid.NewGuid(), CommandOutcome.Done) { Records = records.RootElement });
        Assert.InRange(bytes, 200_000, ReplyBytes.Max);
        Assert.NotNull(reply.CutFromBytes);
        var sent = reply.Records!.Value.EnumerateArray().Select(record => record.GetProperty("onu").GetString()).ToList();
        Assert.Equal(Enumerable.Range(1, sent.Count).Select(number => $"{number}"), sent);
    }

    [Fact]
    public void What_fits_is_sent_as_it_is()
    {
        var (reply, _) = Sent(new CommandReply(Guid.NewGuid(), CommandOutcome.Failed) { Text = "one\ntwo", Detail = "what", Remedy = "do", TookMs = 1.5 });
        Assert.Equal(("one\ntwo", "what", "do", 1.5, null), (reply.Text, reply.Detail, reply.Remedy, reply.TookMs, reply.CutFromBytes));
    }

    [Fact]
    public void Nothing_that_a_device_says_makes_an_answer_too_large() =>
        Prop.ForAll(Gen.Elements('\u0001', '"', 'a', '漢', '\ud83d', '\n', '<').ToArbitrary(), Gen.Choose(1, 400_000).ToArbitrary(), (letter, length) =>
            Sent(new CommandReply(Guid.NewGuid(), CommandOutcome.Done) { Text = new string(letter, length), Detail = new string(letter, length) }).Bytes <= ReplyBytes.Max).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static (CommandReply Reply, int Bytes) Sent(CommandReply reply)
    {
        var bytes = ReplyBytes.Of(reply);
        return (JsonSerializer.Deserialize(bytes, CommandJson.Default.CommandReply)!, bytes.Length);
    }
}
