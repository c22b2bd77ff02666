using EdgeNoc.Agent.Metered;

namespace EdgeNoc.Tests.Metered;

public sealed class DataBudgetTests
{
    [Fact]
    public void A_month_begins_where_the_site_is()
    {
        var jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
        Assert.Equal("2026-11", DataBudget.MonthOf(new DateTimeOffset(2026, 11, 30, 16, 59, 59, TimeSpan.Zero), jakarta));
        Assert.Equal("2026-12", DataBudget.MonthOf(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero), jakarta));
    }

    [Fact]
    public void Bytes_add_up_within_a_month_and_begin_anew_with_the_next()
    {
        var budget = new DataBudget("2026-11", 100).Add(20, "2026-11");
        Assert.Equal(new DataBudget("2026-11", 120), budget);
        Assert.Equal(new DataBudget("2026-12", 7), budget.Add(7, "2026-12"));
    }

    [Fact]
    public void A_clock_that_is_wrong_gives_no_second_budget()
    {
        var budget = new DataBudget("2026-11", 100);
        Assert.Equal(budget with { Bytes = 105 }, budget.Add(5, null));
        Assert.Equal(budget with { Bytes = 105 }, budget.Add(5, "2026-10"));
        Assert.Equal(new DataBudget("2026-11", 5), DataBudget.Parse(null).Add(5, "2026-11"));
        Assert.Equal(new DataBudget("2026-11", 8), DataBudget.Parse(null).Add(5, null).Add(3, "2026-11"));
    }

    [Theory]
    [InlineData(799_999_999, BudgetStage.Fine)]
    [InlineData(800_000_000, BudgetStage.Warned)]
    [InlineData(999_999_999, BudgetStage.Warned)]
    [InlineData(1_000_000_000, BudgetStage.Spent)]
    public void Four_fifths_warn_and_all_is_spent(long bytes, object stage)
    {
        Assert.Equal((BudgetStage)stage, new DataBudget("2026-11", bytes).Stage(1_000_000_000));
        Assert.Equal(BudgetStage.Fine, new DataBudget("2026-11", bytes).Stage(null));
    }

    [Theory]
    [InlineData("2026-11 120", "2026-11", 120)]
    [InlineData("", "", 0)]
    [InlineData("2026-11 -5", "", 0)]
    [InlineData("x y z", "", 0)]
    public void What_was_written_down_is_read_and_nonsense_is_nothing(string text, string month, long bytes) => Assert.Equal(new DataBudget(month, bytes), DataBudget.Parse(text));
}
