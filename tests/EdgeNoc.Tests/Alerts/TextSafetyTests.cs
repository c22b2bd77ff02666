using System.Globalization;
using System.Text;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;
using static EdgeNoc.Tests.Alerts.Samples;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Customers name their modems, and devices say what they like: none of it may become a line, a format or a page of a message.</summary>
public sealed class TextSafetyTests
{
    private static readonly string[] Nasty =
    [
        "", " ", "\n", "\r\n🟢 #17 KDR-03 restored", "*bold*", "_it_", "~gone~", "```code```", "<b>x</b>", "{{body}}", "{{#each alerts}}", "\u202Eevil", "a\u2028b\u2029c", "\0\a\u001b[31m",
        "\uD800", "z\u0301\u0301\u0301", new string('A', 2_000), new string('\n', 1000), "🏠👨‍👩‍👧", "#18", "PAK_BUDI", "0/3:17", "/", ":", "onu/", "pon/",
    ];

    private static Gen<string> Text => Gen.OneOf(Gen.Elements(Nasty), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static Gen<Alert> Alerts =>
        from kind in Gen.Elements(EventKinds.All.Keys.Append("box.odd_thing").ToArray())
        from device in Text
        from entity in Gen.OneOf(Text, Text.Select(text => $"onu/{text}"), Text.Select(text => $"pon/{text}"), Text.Select(text => $"sensor/{text}"))
        from reason in Gen.OneOf(Gen.Constant((string?)null), Text.Select(text => (string?)text), Gen.Elements<string?>("timeout", "dying_gasp", "los"))
        from labels in Gen.ListOf(Gen.Zip(Gen.Elements("name", "mac", "serial", "pon", "cause", "names", "alive_by", "last_mains_lost", "gateway", "area", "odd"), Text), 6)
        from values in Gen.ListOf(Gen.Zip(
            Gen.OneOf(Gen.Elements("down", "lost", "total", "lost_min_m", "rx_dbm", "temp_c", "distance_m", "onus", "speed_bps", "uptime_s", "limit"), Text), Gen.Elements(0, -1, 28, 1e300, -1e300, double.Epsilon, 1e9)), 6)
        from cleared in Gen.Elements<long?>(null, DbTime.Ms(At.AddSeconds(315)), 0L)
        from id in Gen.Choose(1, 3)
        select New(id, kind, device, entity, EventKinds.DefaultSeverity(kind), reason, Map(values), Map(labels)) with { ClearedMs = cleared };

    [Fact]
    public void No_text_from_outside_adds_a_line_or_a_format_to_a_message()
    {
        var models = from alerts in Gen.NonEmptyListOf(Alerts) from children in Gen.ListOf(Alerts, 3) from title in Text from people in Text select (alerts, children, title, people);
        Prop.ForAll(models.ToArbitrary(), sample =>
        {
            var model = Incident(sample.alerts, sample.children) with { SiteTitle = sample.title, AckedBy = sample.people, Note = sample.people };
            foreach (var tell in new Func<IncidentModel, string>[] { m => MessageText.Problem(m, Style("id")), m => MessageText.Update(m, Style("pt")), m => MessageText.Reminder(m, Style("en")), m => MessageText.Recovery(m, Style("id")) })
            {
                var text = tell(model);
                Clean(text);
                Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 1500));
                Assert.StartsWith("#17", text.Split(' ')[1], StringComparison.Ordinal);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_hostile_name_changes_nothing_around_it()
    {
        foreach (var nasty in Nasty.Append(new string('A', 1_000_000)).Where(text => text.Trim().Length > 0))
        {
            var model = Incident([Onu(7) with { LabelsJson = FlatJson.Write(new Dictionary<string, string> { ["name"] = $"x{nasty}", ["pon"] = "0/3" }) }]);
            var lines = MessageText.Problem(model, Style("id")).Split('\n');
            var tame = MessageText.Problem(Incident([Onu(7) with { LabelsJson = FlatJson.Write(new Dictionary<string, string> { ["name"] = "x", ["pon"] = "0/3" }) }]), Style("id")).Split('\n');
            Assert.Equal(tame.Length, lines.Length);
            for (var i = 1; i < tame.Length; i++) Assert.True(lines[i] == tame[i] || tame[i] == "🔴 x", $"line {i}: {lines[i]}");
        }
    }

    [Fact]
    public void A_name_is_no_template()
    {
        var text = CompiledTemplate.Of("#{{number}} {{#each alerts}}{{name}}{{/each}}").Fill(IncidentTemplate.Fields(
            Incident([Onu(7) with { LabelsJson = FlatJson.Write(new Dictionary<string, string> { ["name"] = "{{body}} <b>&" }) }]), "head", ["body"], new Phrasing(Style("en"))));
        Assert.Equal("#17 {{body}} <b>&", text);
    }

    [Fact]
    public void A_maintenance_and_a_report_are_as_safe() => Prop.ForAll(Text.Two().ToArbitrary(), pair =>
    {
        var (one, two) = pair;
        Clean(MaintenanceText.Of(
            new MaintenanceModel { Site = "kdr-03", SiteTitle = one, Scope = two, Author = one, Comment = two, From = At, To = At, Now = At, Down = [new(one, two, one)], Worse = [new(two, one, two, -20, -25)] }, Style("pt")));
        Clean(ReportText.Of(
            new NetworkReport
            {
                At = At,
                Olts = [new("kdr-03", one, two, 5, 3, 40, -20, null)],
                Day = new(1, 1, 1, [new(one, two, one, two, null, At)], [new(two, one, two, one, -28, null)], 1, 0, 0),
            },
            Style("id")));
    }).QuickCheckThrowOnFailure();

    private static Dictionary<string, T> Map<T>(IEnumerable<(string Key, T Value)> pairs)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs) map[key] = value;
        return map;
    }

    private static void Clean(string text)
    {
        Assert.All(text.EnumerateRunes(), rune =>
        {
            Assert.DoesNotContain(rune.Value, "*~`\r\t".Select(c => (int)c));
            if (rune.Value == '\n') return;
            Assert.DoesNotContain(Rune.GetUnicodeCategory(rune), new[] { UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator });
        });
    }
}
