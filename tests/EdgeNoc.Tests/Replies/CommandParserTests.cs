using EdgeNoc.Collector.Replies;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Replies;

public sealed class CommandParserTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string, object> Written => new()
    {
        { "ack 17", new Command.Acknowledge(17) },
        { "ACK #17", new Command.Acknowledge(17) },
        { "Ack17!", new Command.Acknowledge(17) },
        { "  /ack@edgenoc_bot 17", new Command.Acknowledge(17) },
        { "ack: no. 17, ok", new Command.Acknowledge(17) },
        { "✅ Ack", new Command.Acknowledge(null) },
        { "\u202Eack\u200B 17\u2069", new Command.Acknowledge(17) },
        { "\n\nack 17\nsaya berangkat", new Command.Acknowledge(17) },
        { "Terima 17", new Command.Acknowledge(17) },
        { "reconheço 17", new Command.Acknowledge(17) },
        { "ack 0", new Command.Acknowledge(0) },
        { "unack 17", new Command.Release(17) },
        { "mute 17 60", new Command.Mute(17, Hour) },
        { "mute 17", new Command.Mute(17, Hour) },
        { "senyap #17 2 jam", new Command.Mute(17, 2 * Hour) },
        { "silenciar 17 1dia", new Command.Mute(17, 24 * Hour) },
        { "mute 17 999999999", new Command.Mute(17, TimeSpan.FromDays(36_500)) },
        { "mute 17 99999999999999999999999999", new Command.Mute(17, TimeSpan.FromDays(36_500)) },
        { "Detail 17", new Command.Detail(17) },
        { "status", new Command.Status("") },
        { "status OLT-1?", new Command.Status("OLT-1") },
        { "situação kdr-03", new Command.Status("kdr-03") },
        { "cek PAK BUDI", new Command.Find("PAK BUDI") },
        { "Cari: 00-1a-2b-3c-4d-5e", new Command.Find("00-1a-2b-3c-4d-5e") },
        { "buscar 0/3:17", new Command.Find("0/3:17") },
        { "cek '; DROP TABLE onus; --", new Command.Find("; DROP TABLE onus; --") },
        { "Setujui: KDR-03!", new Command.Approve("kdr-03") },
        { "who", new Command.Who() },
        { "Plantão?", new Command.Who() },
        { "?", new Command.Help() },
        { "bantuan", new Command.Help() },
    };

    public static TheoryData<string, Type> Refused => new()
    {
        { "ack -17", typeof(Command.Unclear) },
        { "ack 17.5", typeof(Command.Unclear) },
        { "ack 9999999999999999999999", typeof(Command.Unclear) },
        { "ack 0x11", typeof(Command.Unclear) },
        { "mute 17 -60", typeof(Command.Unclear) },
        { "mute 17 0", typeof(Command.Unclear) },
        { "mute 17 besok", typeof(Command.Unclear) },
        { "cek", typeof(Command.Unclear) },
        { "approve kdr-03 kdr-04", typeof(Command.Unclear) },
        { "", typeof(Command.None) },
        { "17", typeof(Command.None) },
        { "ok siap", typeof(Command.None) },
        { "acknowledged by me yesterday", typeof(Command.None) },
        { "find-me", typeof(Command.None) },
        { "😀😀😀", typeof(Command.None) },
        { "\uD83D", typeof(Command.None) },
        { "what?", typeof(Command.None) },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void What_people_type_is_understood(string text, object expected) => Assert.Equal(expected, CommandParser.Parse(text));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Numbers_are_never_guessed_and_talk_is_no_command(string text, Type expected) => Assert.IsType(expected, CommandParser.Parse(text));

    [Theory]
    [InlineData("maint KDR-03 120", "kdr-03", 120)]
    [InlineData("maint KDR-03 olt-1 120", "kdr-03 olt-1", 120)]
    [InlineData("pemeliharaan Kediri Pusat, 0/3, 2 jam", "kediri pusat 0/3", 120)]
    [InlineData("maint kdr-03 0/3", "kdr-03 0/3", null)]
    [InlineData("maint 60", "", 60)]
    public void A_maintenance_has_a_place_and_a_length(string text, string words, int? minutes)
    {
        var command = Assert.IsType<Command.Maintain>(CommandParser.Parse(text));
        Assert.Equal(words, string.Join(' ', command.Words));
        Assert.Equal(minutes is { } length ? TimeSpan.FromMinutes(length) : null, command.Length);
    }

    [Theory]
    [InlineData("ack:17")]
    [InlineData("ack 17")]
    [InlineData("ACK:17")]
    public void A_tap_is_read_by_its_id_and_not_by_what_the_button_says(string id) => Assert.Equal(new Command.Acknowledge(17), CommandParser.Parse("📋 Detail", id));

    [Theory]
    [InlineData("mute60:17", 60)]
    [InlineData("mute:17", 60)]
    [InlineData("mute:17:90", 90)]
    [InlineData("mute240:17", 240)]
    public void A_button_that_mutes_says_for_how_long(string id, int minutes) =>
        Assert.Equal(new Command.Mute(17, TimeSpan.FromMinutes(minutes)), CommandParser.Parse("🔕", id));

    [Fact]
    public void Whatever_somebody_writes_or_taps_it_is_read() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (text, id) =>
    {
        Assert.NotNull(CommandParser.Parse(text, id));
        Assert.NotNull(CommandParser.Parse($"mute {text}"));
        Assert.NotNull(CommandParser.Parse($"maint {text}", "maint"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Case_punctuation_and_what_cannot_be_seen_change_nothing()
    {
        var decorated =
            from verb in Gen.Elements(CommandVerbs.All.Where(word => word.Value == Verb.Acknowledge).Select(word => word.Key).ToArray())
            from upper in Gen.Elements(true, false)
            from before in Gen.Elements("", " ", "\n", "👉 ", "*", "\u202E", "\"", "/")
            from between in Gen.Elements(" ", "  #", ": ", " no ", "\t", " \u200B#", ", ")
            from after in Gen.Elements("", " ", ".", "!", " thanks", "\nbye", "\u2069", ")")
            from number in Gen.Choose(0, int.MaxValue)
            select (Text: $"{before}{(upper ? verb.ToUpperInvariant() : verb)}{between}{number}{after}", Number: (long)number);
        Prop.ForAll(decorated.ToArbitrary(), one => Assert.Equal(new Command.Acknowledge(one.Number), CommandParser.Parse(one.Text))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_megabyte_is_read_in_no_time() => Assert.IsType<Command.Find>(CommandParser.Parse("cek " + new string('x', 1 << 20)));
}
