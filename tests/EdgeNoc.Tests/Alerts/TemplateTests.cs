using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Store;
using static EdgeNoc.Tests.Alerts.Samples;

namespace EdgeNoc.Tests.Alerts;

public sealed class TemplateTests
{
    [Fact]
    public void A_template_is_tried_on_a_sample()
    {
        var result = TemplatePreview.Render(
            TemplateName.Problem, "id", "{{icon}}#{{number}} {{site}} {{place}}: {{cause}} {{down}}/{{total}}\r\n{{#each alerts}}\n{{name}} {{rx}}{{#if reason}} ({{reason}}){{/if}}\n{{/each}}\n{{advice}}".Replace("{{icon}}", "", StringComparison.Ordinal));
        Assert.Empty(result.Problems);
        var lines = result.Text.Split('\n');
        Assert.Equal("#17 Kediri 3 olt-1 PON 0/3: kabel FO putus? 28/32", lines[0]);
        Assert.Equal("CLIENT-001 -20,25 dBm (timeout)", lines[2]);
        Assert.Equal("Kabel utama atau modul OLT: kirim tim sambung", lines[^1]);
    }

    [Theory]
    [InlineData("{{head}}\n{{nmae}}", 2, "there is no field nmae here: there are acked_by, advice, alerts, answer")]
    [InlineData("{{head}}\n\n{{#each alerts}}{{site}}{{/each}}", 3, "there is no field site here: there are device, distance")]
    [InlineData("{{head}}{{#each severity}}x{{/each}}", 1, "severity is no list: those are alerts")]
    [InlineData("{{head}}{{alerts}}", 1, "alerts is a list: write {{#each alerts}}")]
    [InlineData("{{head}}{{#if note}}x", 1, "{{#if}} has no end: write {{/if}}")]
    [InlineData("{{head}}{{#if note}}\n{{#each alerts}}{{/if}}", 2, "{{/if}} stands where {{/each}} must, for line 2")]
    [InlineData("{{head}}{{/if}}", 1, "{{/if}} ends nothing")]
    [InlineData("{{head}}{{else}}", 1, "{{else}} stands outside of")]
    [InlineData("{{head}}{{> partial}}", 1, "{{> partial}} is not understood: write {{field}}")]
    [InlineData("{{head}}{{lookup alerts 0}}", 1, "{{lookup alerts 0}} is not understood")]
    [InlineData("{{head}}{{#with site}}x{{/with}}", 1, "{{#with site}} is not understood")]
    [InlineData("{{head}}{{#*inline \"a\"}}x{{/inline}}", 1, "{{#*inline \"a\"}} is not understood")]
    [InlineData("{{head}}{{log \"x\"}}", 1, "is not understood")]
    [InlineData("{{head}}{{this.GetType}}", 1, "is not understood")]
    [InlineData("{{head}}{{#each alerts as |a|}}{{/each}}", 1, "is not understood")]
    [InlineData("{{head}}{{@root.body}}", 1, "is not understood")]
    [InlineData("{{head}}{{@index}}", 1, "@index is known only inside of {{#each}}")]
    [InlineData("{{head}}{{../site}}", 1, "../site leads out of the template")]
    [InlineData("{{head}}\\{{body}}", 1, "\\{{}} is not understood")]
    [InlineData("{{head}}\n{{body", 2, "is not understood")]
    [InlineData("{{head}}\n\u202E{{body}}", 2, "it holds the invisible character U+202E: remove it")]
    [InlineData("{{head}}{{#each alerts}}{{#each ../alerts}}{{#each ../../alerts}}x{{/each}}{{/each}}{{/each}}", 1, "loops stand at most 2 deep")]
    [InlineData("  \n ", 0, "it is empty: delete the template to have the shipped text again")]
    [InlineData("{{severity}}: {{site}}\n#{{number}}", 1, "its first line does not have the incident's number")]
    [InlineData("#1{{number}}", 1, "its first line does not have the incident's number")]
    public void What_is_wrong_is_said_with_its_line(string content, int line, string reason)
    {
        var problem = Assert.Single(TemplatePreview.Render(TemplateName.Update, "en", content).Problems, found => found.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(line, problem.Line);
    }

    [Fact]
    public void Too_long_too_many_loops_and_too_much_text_are_refused()
    {
        Assert.Contains("16384 are allowed", Refusal(new string('x', 16_385)), StringComparison.Ordinal);
        Assert.Contains("more than 16 loops", Refusal("{{head}}" + string.Concat(Enumerable.Repeat("{{#each alerts}}{{/each}}", 17))), StringComparison.Ordinal);
        Assert.Contains("blocks stand at most 8 deep", Refusal("{{head}}" + string.Concat(Enumerable.Repeat("{{#if note}}", 500)) + string.Concat(Enumerable.Repeat("{{/if}}", 500))), StringComparison.Ordinal);
        Assert.Contains("its text is longer than 32768 characters", Refusal("{{head}}{{#each alerts}}{{#each ../alerts}}{{../../body}}{{/each}}{{/each}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_that_is_not_spoken_is_refused() =>
        Assert.Equal("there is no language fr: there are id, pt, en", Assert.Single(TemplatePreview.Render(TemplateName.Problem, "fr", "{{head}}").Problems).Reason);

    [Theory]
    [InlineData("problem")]
    [InlineData("update")]
    [InlineData("recovery")]
    [InlineData("reminder")]
    [InlineData("digest")]
    [InlineData("hourly")]
    [InlineData("daily")]
    public void Every_field_that_a_template_may_name_is_there(string name)
    {
        var template = TemplateNames.Parse(name)!.Value;
        foreach (var language in new[] { "id", "pt", "en" })
        {
            Same(TemplateFields.Of(template), TemplateSample.Fields(template, language));
            var all = "{{head}}\n" + string.Concat(TemplateFields.Of(template).Texts.Select(field => $"{{{{{field}}}}} "))
                + string.Concat(TemplateFields.Of(template).Lists.Select(list => $"{{{{#each {list.Key}}}}}{string.Concat(list.Value.Texts.Select(field => $"{{{{{field}}}}} "))}{{{{else}}}}-{{{{/each}}}}"));
            Assert.Empty(TemplatePreview.Render(template, language, all).Problems);
            Assert.Equal(TemplatePreview.Render(template, language, "{{head}}\n{{body}}").Text, $"{TemplateSample.Fields(template, language)["head"]}\n{TemplateSample.Fields(template, language)["body"]}".Trim());
        }

        static void Same(TemplateFields fields, IReadOnlyDictionary<string, object> values)
        {
            Assert.Equal(fields.Texts.Concat(fields.Lists.Keys).Order(StringComparer.Ordinal), values.Keys.Order(StringComparer.Ordinal));
            Assert.All(fields.Texts, text => Assert.IsType<string>(values[text]));
            Assert.All(fields.Lists, list => Assert.All((IEnumerable<IReadOnlyDictionary<string, object>>)values[list.Key], item => Same(list.Value, item)));
        }
    }

    [Fact]
    public void What_somebody_saved_is_what_is_sent_in_that_language_only()
    {
        using var story = new Story(onDisk: false);
        story.Database.Write(db =>
        {
            Assert.Empty(TemplateStore.Save(db, TemplateName.Problem, "id", "Gangguan #{{number}} di {{site}}", "budi", At));
            var templates = Templates.Of(db, At);
            Assert.Equal("Gangguan #17 di KDR-03", MessageText.Problem(FibreCut(), Style("id"), templates));
            Assert.StartsWith("🔴 #17", MessageText.Problem(FibreCut(), Style("en"), templates), StringComparison.Ordinal);
            Assert.StartsWith("🔴 #17", MessageText.Update(FibreCut(), Style("id"), templates), StringComparison.Ordinal);
            Assert.True(TemplateStore.Delete(db, TemplateName.Problem, "id"));
            Assert.StartsWith("🔴 #17", MessageText.Problem(FibreCut(), Style("id"), Templates.Of(db, At)), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_is_refused_is_not_kept()
    {
        using var story = new Story(onDisk: false);
        story.Database.Write(db =>
        {
            Assert.NotEmpty(TemplateStore.Save(db, TemplateName.Problem, "id", "#{{number}} {{oops}}", "budi", At));
            Assert.Empty(TemplateStore.All(db));
        });
    }

    [Fact]
    public void A_template_that_fails_in_use_lets_the_shipped_text_go_out_and_is_noted_once()
    {
        using var story = new Story(onDisk: false);
        story.Database.Write(db =>
        {
            // As an older version may have kept it.
            db.Execute("INSERT INTO templates (name, language, content, author, at_ms) VALUES ('problem', 'id', '#{{number}} {{gone}}', 'budi', 0)");
            for (var i = 0; i < 3; i++) Assert.StartsWith("🔴 #17 KDR-03", MessageText.Problem(FibreCut(), Style("id"), Templates.Of(db, At)), StringComparison.Ordinal);
            Assert.Contains("gone", TemplateStore.Find(db, TemplateName.Problem, "id")!.Failure, StringComparison.Ordinal);
            Assert.Empty(TemplateStore.Save(db, TemplateName.Problem, "id", "#{{number}}", "budi", At));
            Assert.Null(TemplateStore.Find(db, TemplateName.Problem, "id")!.Failure);
        });
        Assert.Equal(["template_failed"], story.Decisions());
    }

    [Fact]
    public void A_message_that_a_template_makes_too_long_goes_out_as_it_ships()
    {
        using var story = new Story(onDisk: false);
        story.Database.Write(db =>
        {
            Assert.Empty(TemplateStore.Save(db, TemplateName.Problem, "id", "#{{number}}{{#each alerts}}{{#each ../alerts}}{{name}}{{/each}}{{/each}}", "budi", At));
            var big = Incident([Pon(1, "pon.down", "0/3", "fibre_cut", CutValues(32))], Enumerable.Range(1, 500).Select(number => Onu(number)));
            Assert.StartsWith("🔴 #17 KDR-03", MessageText.Problem(big, Style("id"), Templates.Of(db, At)), StringComparison.Ordinal);
        });
        Assert.Equal(["template_failed"], story.Decisions());
    }

    private static string Refusal(string content) => TemplatePreview.Render(TemplateName.Problem, "en", content).Problems[0].Reason;
}
