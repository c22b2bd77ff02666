using System.Globalization;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Simulators;

public sealed class OltModelTests
{
    private static readonly OltPlan Plan = new(Onus: 128, Pons: 4, Seed: 7);

    [Fact]
    public void Every_up_ONU_shows_a_number_that_no_other_ONU_and_no_other_page_shows()
    {
        var model = new OltModel(Plan, TimeProvider.System);
        var numbers = Enumerable.Range(1, 200).SelectMany(_ => model.NextPage().Rows).Where(row => row.Up).Select(row => row.OnlineS).ToList();
        Assert.Equal(200 * 126, numbers.Count);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public void ONUs_are_spread_over_the_PONs()
    {
        var model = new OltModel(Plan, TimeProvider.System);
        Assert.Equal(["0/1", "0/2", "0/3", "0/4"], model.Pons);
        Assert.All(model.Slots.GroupBy(slot => slot.Pon), pon => Assert.Equal(Enumerable.Range(1, 32), pon.Select(slot => slot.Number)));
        Assert.Equal(128, model.NextPage().Rows.Select(row => row.Mac.ToUpperInvariant()).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_pages_and_another_seed_others()
    {
        var (first, second, other) = (Cells(Plan), Cells(Plan), Cells(Plan with { Seed = 8 }));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);

        static List<(double, double, int)> Cells(OltPlan plan)
        {
            var model = new OltModel(plan, TimeProvider.System);
            model.NextPage();
            return [.. model.NextPage().Rows.Select(row => (row.RxDbm, row.TempC, row.RttTq))];
        }
    }

    [Fact]
    public void Optics_walk_and_stay_plausible()
    {
        var model = new OltModel(Plan, TimeProvider.System);
        var walk = Enumerable.Range(1, 500).Select(_ => model.NextPage().Rows[3].RxDbm).ToList();
        Assert.True(walk.Distinct().Count() > 400, "the optics stand still");
        Assert.All(walk, rx => Assert.InRange(rx, -30, -10));
    }

    [Fact]
    public void A_dying_gasp_shows_gasp_a_cut_fibre_does_not_and_both_keep_their_last_optics()
    {
        var model = new OltModel(Plan, TimeProvider.System);
        var before = model.NextPage();
        Assert.Equal(["0/1:7"], model.Apply(new(OltActionKind.GaspOnu, "0/1:7"))!.Onus);
        Assert.Equal(32, model.Apply(new(OltActionKind.CutPon, "0/2"))!.Onus.Count);
        var after = model.NextPage();

        var gasped = Row(after, "0/1:7");
        Assert.Equal((false, 1, true), (gasped.Up, gasped.Reason, gasped.Gasp));
        var cut = Row(after, "0/2:1");
        Assert.Equal((false, 1, false), (cut.Up, cut.Reason, cut.Gasp));
        Assert.Equal(Row(before, "0/2:1").RxDbm, cut.RxDbm);
        Assert.Equal(Row(before, "0/2:1").OnlineS, cut.OnlineS);
        Assert.NotEqual(Row(before, "0/3:1").RxDbm, Row(after, "0/3:1").RxDbm);
    }

    [Fact]
    public void A_repaired_PON_brings_back_what_has_power_and_an_up_ONU_keeps_the_reason_of_its_last_loss()
    {
        var model = new OltModel(Plan, TimeProvider.System);
        model.Apply(new(OltActionKind.CutPon, "0/2"));
        model.Apply(new(OltActionKind.GaspOnu, "0/2:5"));
        var back = model.Apply(new(OltActionKind.RepairPon, "0/2"))!;
        Assert.Equal(31, back.Onus.Count);
        Assert.DoesNotContain("0/2:5", back.Onus);

        var page = model.NextPage();
        // It lost power while the fibre was cut: the OLT heard no gasp.
        Assert.Equal((false, false), (Row(page, "0/2:5").Up, Row(page, "0/2:5").Gasp));
        var up = Row(page, "0/2:1");
        Assert.Equal((true, 1), (up.Up, up.Reason));
        Assert.Contains(page.Rows, row => row.Up && row.Gasp);
    }

    [Fact]
    public void What_is_not_there_cannot_be_cut_and_what_is_cut_does_not_change_again()
    {
        var model = new OltModel(Plan, TimeProvider.System);
        Assert.Null(model.Apply(new(OltActionKind.CutPon, "0/9")));
        Assert.Null(model.Apply(new(OltActionKind.GaspOnu, "0/1:99")));
        model.Apply(new(OltActionKind.CutPon, "0/3"));
        Assert.Empty(model.Apply(new(OltActionKind.CutPon, "0/3"))!.Onus);
    }

    [Fact]
    public void The_page_says_what_the_model_says()
    {
        var model = new OltModel(Plan, TimeProvider.System);
        model.NextPage();
        model.Apply(new(OltActionKind.GaspOnu, "0/1:10"));
        var page = model.NextPage();
        var html = OnuTableHtml.Render(page);
        var rows = OnuPageReader.Read(html)!;

        Assert.Contains("var lineNum=(onutable.length)/22;", html, StringComparison.Ordinal);
        Assert.Equal(128, rows.Count);
        Assert.All(rows, row => Assert.Equal(22, row.Length));
        Assert.Equal(model.Slots.Select(slot => slot.Id), rows.Select(row => row[0]));
        // Row 9 has an apostrophe in its name, row 15 none at all.
        Assert.Equal(["0/1:10", "CLIENT-010 Bu Sri's", "Down", "1", "1", "NA"], [rows[9][0], rows[9][1], rows[9][3], rows[9][18], rows[9][21], rows[15][1]]);
        Assert.Equal("1000002", rows[0][19]);
        Assert.Equal("1090001", rows[9][19]);
        Assert.Equal(page.Rows[0].RxDbm, double.Parse(rows[0][15], CultureInfo.InvariantCulture), 0.005);
    }

    private static OnuRow Row(OltPage page, string id) => page.Rows.Single(row => row.Slot.Id == id);
}
