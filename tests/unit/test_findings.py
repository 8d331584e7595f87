"""Result sentences to findings: one row a phenomenon, in words of our own."""

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from psychobiotics.extraction.findings import extract_findings
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.normalisation.findings import normalise_finding
from psychobiotics.records.document import Document, Quote, Section, SectionKind
from psychobiotics.records.drafts import ArmDraft, Scalar, Value
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention, Naming
from psychobiotics.vocab.files import read_rows

Row = dict[str, Scalar]


def document_of(text: str, kind: SectionKind = SectionKind.RESULTS) -> Document:
    return Document("doc-0", "0", "here", "a.txt", "text/plain", "test", text, (Section(kind, 0, len(text)),))


def mentions_of(
    document: Document, arms: Sequence[ArmMention] = (), naming: Naming = Naming.OWN_REPORT
) -> tuple[FindingMention, ...]:
    reading = Reading(document)
    name = Fact("title", reading.quote(0, 1), "test")
    return extract_findings(reading, Scope("own", naming, name, reading.sentences), tuple(arms))


def arm(key: str, role: str, kind: str) -> tuple[ArmMention, ArmDraft]:
    quote = Quote(0, len(kind), kind)
    facts = (Fact("label_reported", quote, "test"), Fact("type", quote, "test", kind))
    fields = {"role": Value(role, (quote,), "test"), "type": Value(kind, (quote,), "test")}
    return ArmMention(key, role, facts), ArmDraft(key, fields)


TRIAL = (arm("a1", "intervention", "probiotic"), arm("a2", "comparator", "placebo"))
SINGLE_ARM = (arm("a1", "intervention", "probiotic"),)


def rows_of(text: str, arms: Sequence[tuple[ArmMention, ArmDraft]] = ()) -> list[Row]:
    found = mentions_of(document_of(text), [mention for mention, _ in arms])
    drafts = [normalise_finding(mention, tuple(draft for _, draft in arms)) for mention in found]
    return [{column: value.value for column, value in draft.fields.items()} for draft in drafts]


def told(text: str) -> list[str]:
    """Each finding as "outcome: direction"."""
    return [f"{row['outcome']}: {row['direction']}" for row in rows_of(text)]


SENTENCES: dict[str, list[str]] = {
    # coordination
    "Salivary cortisol, anxiety and fatigue decreased in the treated volunteers.": [
        "Cortisol: decrease", "anxiety: decrease", "fatigue: decrease"],
    "Worry fell and vigor rose.": ["Worry: decrease", "vigor: increase"],
    "Plasma GABA increased, whereas dopamine did not change.": [
        "Gamma-aminobutyric acid: increase", "Dopamine: no_difference"],
    "The kefir resulted in lower CRP, higher IL-10 and more hippocampal GABA.": [
        "C-reactive protein: decrease", "Interleukin 10: increase", "Gamma-aminobutyric acid: increase"],
    "Treated rats had reduced immobility time in the forced swim test and increased sucrose preference.": [
        "immobility time: decrease", "sucrose preference: increase"],
    "Oxidative and nitrosative stress were reduced.": ["Oxidative and nitrosative stress: decrease"],
    "Inflammatory markers, including CRP and IL-6, were reduced.": ["C-reactive protein: decrease", "Interleukin 6: decrease"],
    "Cytokines (IL-6, TNF-α and IL-1β) decreased.": [
        "Interleukin 6: decrease", "Tumour necrosis factor alpha: decrease", "Interleukin 1 beta: decrease"],
    "The levels of cortisol, corticosterone and ACTH in plasma were lower in treated animals than in controls.": [
        "Cortisol: decrease", "Corticosterone: decrease", "Adrenocorticotropic hormone: decrease"],
    # names, and what improves
    "There was a 20% drop in incidence of colds and 30% drop in severe colds.": [
        "incidence of colds: decrease", "severe colds: decrease"],
    "Requirements for opioids were reduced by half.": ["Requirements for opioids: decrease"],
    "The lipid profile improved.": ["lipid profile: unclear"],
    "Blood pressure improved.": ["Blood pressure: decrease"],
    # how pages tell results
    "Worry did not budge, and neither did fatigue.": ["Worry: no_difference", "fatigue: no_difference"],
    "Worry barely budged.": ["Worry: no_difference"],
    "The kefir did nothing for fatigue.": ["fatigue: no_difference"],
    "Cortisol held steady.": ["Cortisol: no_difference"],
    "The kefir helped with worry but not fatigue.": ["worry: decrease", "fatigue: no_difference"],
    "Worry improved, but vigor did not.": ["Worry: decrease", "vigor: no_difference"],
    "Worry had gone down more than in the placebo group.": ["Worry: decrease"],
    "The nurses scored 3.5 points higher on vigor.": ["vigor: increase"],
    "On fatigue, the groups didn't differ.": ["fatigue: no_difference"],
    # nulls
    "No significant difference was found in anxiety, stress or sleep quality between the groups.": [
        "anxiety: no_difference", "stress: no_difference", "sleep quality: no_difference"],
    "The groups did not differ in perceived stress (p = 0.61).": ["stress: no_difference"],
    "Fatigue decreased by 30% with kefir and by 21% with milk, a difference between groups that was not significant.": [
        "Fatigue: no_difference"],
    "Fatigue decreased with kefir, a difference that was significant.": ["Fatigue: decrease"],
    "The powder had no effect on working memory.": ["working memory: no_difference"],
    "Supplementation failed to improve mood.": ["mood: no_difference"],
    "Supplementation was not able to restore occludin levels.": ["Occludin: no_difference"],
    "Zonulin remained unchanged.": ["Zonulin: no_difference"],
    "Cortisol was comparable in both groups.": ["Cortisol: no_difference"],
    "Neither anxiety nor depression changed.": ["anxiety: no_difference", "depression: no_difference"],
    "There were no changes in body weight or locomotor activity.": [
        "body weight: no_difference", "locomotor activity: no_difference"],
    "The strain had no sedative effect.": ["sedative effect: no_difference"],
    "The intestinal permeability was measured with zonulin, and no significant change was found.": [
        "Zonulin: no_difference"],
    "The drink raised vigor without affecting blood pressure.": ["vigor: increase", "blood pressure: no_difference"],
    "The drink did not change reaction time, nor the rise in cortisol.": [
        "reaction time: no_difference", "Cortisol: no_difference"],
    "Cognition and quality of life were not statistically significant between the groups.": [
        "cognition: no_difference", "quality of life: no_difference"],
    # people counted
    "More patients in the probiotic group achieved remission than in the placebo group (p = 0.01).": [
        "remission: increase"],
    "Fewer patients treated with it had nausea or vomiting (p = 0.02).": ["nausea: decrease", "vomiting: decrease"],
    "More patients are needed.": [],
    # names
    "The strain reduced the immobility time of the depressed mice.": ["immobility time: decrease"],
    "The strain reduced deficits in sociability.": ["deficits in sociability: decrease"],
    "The kefir prevented tyrosine hydroxylase (TH)-positive cell loss by 17%.": [
        "tyrosine hydroxylase (TH)-positive cell loss: decrease"],
    "Sleep quality had improved significantly over placebo.": ["Sleep quality: increase"],
    "Our results found that the strain could relieve anxiety.": ["anxiety: decrease"],
    "It lowered cortisol, thus ameliorating anxiety.": ["Cortisol: decrease", "anxiety: decrease"],
    # nulls with exceptions
    "No significant differences were seen except for vitality (p = 0.03).": ["vitality: unclear"],
    "The yoghurt reduced anxiety but not depression.": ["anxiety: decrease", "depression: no_difference"],
    "The drink reduced rumination in women, but not in men.": ["rumination: decrease", "rumination: no_difference"],
    # correlations
    "BDNF correlated inversely with depressive symptoms (r = -0.45, p = 0.01).": [
        "Brain-derived neurotrophic factor and depression: negative"],
    "Butyrate was positively correlated with sleep quality.": ["Butyrate and sleep quality: positive"],
    "There was a negative correlation between cortisol and memory.": ["Cortisol and memory: negative"],
    "Higher butyrate was associated with lower anxiety.": ["Butyrate and anxiety: negative"],
    # orientation: what "improved" means
    "Sleep quality improved significantly.": ["Sleep quality: increase"],
    "Anxiety improved significantly.": ["anxiety: decrease"],
    "The capsule improved the PSQI score.": ["Pittsburgh Sleep Quality Index: decrease"],
    "The capsule worsened fatigue.": ["fatigue: increase"],
    "The capsule improved depressed mood.": ["depressed mood: decrease"],
    "The mixture alleviated depressive-like behavior and intestinal barrier destruction.": [
        "depressive-like behavior: decrease", "intestinal barrier destruction: decrease"],
    "Participants in the probiotic arm performed better in the Stroop test (p = 0.03) and the MMSE (p = 0.04).": [
        "Stroop Color and Word Test: increase", "Mini-Mental State Examination: increase"],
    "The treated group outperformed the controls in working memory.": ["working memory: increase"],
    "The powder had beneficial effects on mood and on memory.": ["mood: increase", "memory: increase"],
    # a cue that works on a change
    "The strain attenuated the stress-induced increase in corticosterone.": ["Corticosterone: decrease"],
    "The strain attenuated the stress-induced decrease in hippocampal BDNF.": [
        "Brain-derived neurotrophic factor: increase"],
    "The strain prevented the loss of dopaminergic neurons.": ["dopaminergic neurons: increase"],
    "The decline in serotonin was reversed by the strain.": ["Serotonin: increase"],
    "The strain restored the reduced levels of serotonin.": ["Serotonin: increase"],
    "The strain enhanced the decrease in cortisol.": ["Cortisol: decrease"],
    "The strain attenuated cognitive decline.": ["cognitive decline: decrease"],
    # nouns and comparatives
    "Increases were seen in tryptophan and serotonin.": ["Tryptophan: increase", "Serotonin: increase"],
    "A significant BDI reduction was noted.": ["Beck Depression Inventory: decrease"],
    "The synbiotic group showed a greater decrease in HAM-D than the placebo group.": [
        "Hamilton Depression Rating Scale, 17 items: decrease"],
    "The improvement rate of constipation was higher with the drink.": ["improvement rate of constipation: increase"],
    "The mean change in cortisol was higher with the drink.": ["Cortisol: increase"],
    "The number of patients with remission was higher with the capsule (p = 0.02).": [
        "number of patients with remission: increase"],
    "The strain exerted anxiolytic effects.": ["anxiolytic effects: increase"],
    "Chronic noise led to anxiety-like behavior.": ["anxiety-like behavior: increase"],
    "Results on fatigue were inconsistent.": ["fatigue: mixed"],
    "No benefits were found for patients with schizophrenia.": ["schizophrenia: no_difference"],
    # numbers alone
    "The mean difference in cortisol was -1.7 (95% CI -3.1 to -0.3).": ["Cortisol: decrease"],
    "The mean difference in cortisol was -1.7 (95% CI -3.9 to 0.5).": ["Cortisol: no_difference"],
    "The relative risk of relapse was 0.9 (95% CI 0.6 to 1.3).": ["relapse: no_difference"],
    "The mean hunger rating was 3.2 with the active drink and 5.1 with the control drink (p < 0.001).": [
        "mean hunger rating: decrease"],
    # what is no result
    "The relative abundance of Bacteroides increased.": [],
    "To reduce anxiety, the participants breathed slowly.": [],
    "The capsule may reduce anxiety in the future.": [],
    "The decrease in cortisol may be explained by sleep.": [],
    "The antagonist abolished the beneficial effects of the strain on anxiety.": [],
    "The strain lowered cortisol, suggesting improved resilience.": ["Cortisol: decrease"],
    "The groups did not differ in cortisol at baseline.": [],
    "Anxiety was assessed at four visits.": [],
    # what a verb does to each of several changes
    "The kefir alleviated gait deficits, elevation in corticosterone and hippocampal GABA reduction.": [
        "gait deficits: decrease", "Corticosterone: decrease", "Gamma-aminobutyric acid: increase"],
    "The capsules prevented the reduction in GABA and cortical inflammation.": [
        "Gamma-aminobutyric acid: increase", "cortical inflammation: decrease"],
    "The yogurt improved reduced grip strength or weakened walking speed.": [
        "grip strength: increase", "walking speed: increase"],
    "The kefir relieved motor dysfunction (pole test) and protected cortical neurons.": [
        "motor dysfunction: decrease", "cortical neurons: increase"],
    # what was named before
    "Noise stress raised corticosterone and lowered GABA. These changes were reversed by the probiotic.": [
        "Corticosterone: decrease", "Gamma-aminobutyric acid: increase"],
    "Noise stress caused anxiety-like behaviour, which was attenuated by the probiotic.": [
        "anxiety-like behaviour: decrease"],
    "The probiotic raised GABA. These effects were abolished by vagotomy.": ["Gamma-aminobutyric acid: increase"],
    # more or fewer people
    "Patients in the kefir group were less likely to develop severe constipation.": ["severe constipation: decrease"],
    "Treated patients were more likely to achieve remission.": ["remission: increase"],
    # values in a bracket
    "Changes in serum CRP (-2.1 vs. 0.4, p < 0.001) and fatigue (-3.0 vs. -1.0, p = 0.02) in the kefir group differed "
    "from those in the control group.": ["C-reactive protein: decrease", "fatigue: decrease"],
    "No differences in fatigue were seen (3.1 vs 3.2; p = 0.7).": ["fatigue: no_difference"],
    # lists whose parts share something
    "The kefir suppressed microglia and astrocyte activation.": ["microglia and astrocyte activation: decrease"],
    "Theta power in the hippocampus, insula and temporal cortex rose.": ["Theta power: increase"],
    "The inflammatory cytokines IL-6 and TNF-α fell.": ["Interleukin 6: decrease", "Tumour necrosis factor alpha: decrease"],
    "No improvement was shown by attention switching and verbal memory.": [
        "attention switching: no_difference", "verbal memory: no_difference"],
    # not results
    "There were associations between the kefir and improvements in gait and reductions in fatigue.": [],
    "These are pathways through which the kefir improves fatigue.": [],
    # one result a group, each with its statistics
    "MoCA scores rose in the kefir group (95% CI 0.7 to 3.1, p = 0.002) and in the walking group (95% CI 0.1 to 2.1, "
    "p = 0.03).": ["Montreal Cognitive Assessment: increase", "Montreal Cognitive Assessment: increase"],
    # how often something happened
    "Diarrhoea was more common with the kefir.": ["Diarrhoea: increase"],
    "Flatulence occurred less often in the kefir group (P < 0.001).": ["Flatulence: decrease"],
    "Constipation was reported for fewer residents in the kefir group.": ["Constipation: decrease"],
    "Adverse events were equally frequent in both groups.": ["Adverse events: no_difference"],
    # a verb that is not said again
    "Anxiety improved, and so did vigor.": ["anxiety: decrease", "vigor: increase"],
    "Anxiety was not affected, nor was fatigue.": ["anxiety: no_difference", "fatigue: no_difference"],
    "Fatigue fell from 18.9 to 15.2 points and pain from 15.1 to 13.8 points.": ["Fatigue: decrease", "pain: decrease"],
    "Anxiety did not change, although at week 8 it fell.": ["anxiety: no_difference", "anxiety: decrease"],
    # times, scores and what stands in front
    "At week 8 vigor and fatigue were higher with the kefir.": ["vigor: increase", "fatigue: increase"],
    "Scores for anxiety and fatigue were lower on the kefir.": ["anxiety: decrease", "fatigue: decrease"],
    "For anxiety, no difference was found between the groups.": ["anxiety: no_difference"],
    "Gains in vigor and in memory were larger with the kefir.": ["vigor: increase", "memory: increase"],
    "Pain was no different between the groups, and fatigue stayed the same.": [
        "Pain: no_difference", "fatigue: no_difference"],
    "Object recognition, by contrast, was unchanged.": ["Object recognition: no_difference"],
    "The number of panic attacks went up.": ["number of panic attacks: increase"],
    "Urinary cortisol did not discriminate between the groups.": ["Cortisol: no_difference"],
    "In trials that lasted a year, anxiety fell.": ["anxiety: decrease"],
    # a model, and then what was given
    "GABA fell in the noise model but rose after kefir.": ["Gamma-aminobutyric acid: increase"],
    "The kefir produced anxiety-like behaviours.": ["anxiety-like behaviours: increase"],
    "The kefir reversed the leak and the decreased levels of GABA and vigor.": [
        "leak: decrease", "Gamma-aminobutyric acid: increase", "vigor: increase"],
    "The kefir decreased reactive oxygen species.": ["reactive oxygen species: decrease"],
    "PICRUSt analysis showed that the kefir raised biosynthesis of amino acids.": [],
    "Pain was reduced post-treatment.": ["Pain: decrease"],
    "The kefir reduced seizures, learning and memory deficits, and tremor.": [
        "seizures: decrease", "learning and memory deficits: decrease", "tremor: decrease"],
    # names in a bracket behind what counts them
    "The kefir improved three tests (word recall, card sorting, and picture naming, p < 0.05).": [
        "word recall: increase", "card sorting: increase", "picture naming: increase"],
    "Two tests (n = 20 and n = 30) improved.": ["Two tests: increase"],
    "Pain had improved, and so had the scores of immediate memory and vigor.": [
        "Pain: decrease", "immediate memory: increase", "vigor: increase"],
    "Grade 3 or 4 headaches were more frequent with the kefir.": ["Grade 3 or 4 headaches: increase"],
    "The kefir improved overall survival.": ["overall survival: increase"],
    # degrees
    "Worry fell more in the tea group than in the milk group.": ["Worry: decrease"],
    "Worry decreased less in the tea group than in the milk group (p = 0.03).": ["Worry: increase"],
    "Plasma cortisol rose to a lesser extent in the tea group (p = 0.03).": ["Cortisol: decrease"],
    "Patients on tea improved more than those on milk on the ISI (p = 0.01) and the PSQI (p = 0.3).": [
        "Insomnia Severity Index: decrease", "Pittsburgh Sleep Quality Index: decrease"],
    "Worry rose in both groups; however, the rise was smaller in the tea group (p = 0.02).": [
        "Worry: increase", "Worry: decrease"],
    "Serum IL-6 was 30% lower and that of BDNF 20% higher in the tea group.": [
        "Interleukin 6: decrease", "Brain-derived neurotrophic factor: increase"],
    "PSQI scores were 1.2 points lower with tea than with milk.": ["Pittsburgh Sleep Quality Index: decrease"],
    # what was not so
    "Worry (p = 0.01), but not fatigue (p = 0.3) or stress (p = 0.4), was reduced by tea.": [
        "fatigue: no_difference", "stress: no_difference", "Worry: decrease"],
    "Worry fell compared with baseline, but not compared with milk.": ["Worry: decrease", "Worry: no_difference"],
    "Tea lowered worry and fatigue in obese but not lean mice.": [
        "worry: decrease", "fatigue: decrease", "worry: no_difference", "fatigue: no_difference"],
    "Tea did not affect the reduction of BDNF and increases in plasma cortisol.": [
        "Brain-derived neurotrophic factor: no_difference", "Cortisol: no_difference"],
    "Worry was lower in the tea group (p = 0.006), but the difference was not significant at 12 weeks (p = 0.2).": [
        "Worry: decrease", "Worry: no_difference"],
    # whom it favours
    "The change in worry (-5.2 vs -1.3, p = 0.01) and fatigue (-6.1 vs -2.0, p = 0.04) favoured the tea group.": [
        "worry: decrease", "fatigue: decrease"],
    "Differences in favour of the tea group were found for the ISI (p = 0.01) but not the PSQI (p = 0.3).": [
        "Insomnia Severity Index: decrease", "Pittsburgh Sleep Quality Index: no_difference"],
    "Differences in sleep quality favoured the control group (p = 0.02).": ["sleep quality: decrease"],
    "There was no difference in worry in favour of the tea group.": ["worry: no_difference"],
    # several results by numbers
    "Mean ISI change was -5.2 in the tea group versus -1.3 in the control group (p = 0.01), and mean PSQI change was "
    "-6.1 versus -2.0 (p = 0.04).": ["Insomnia Severity Index: decrease", "Pittsburgh Sleep Quality Index: decrease"],
    "Remission rates were 60% and 30% (p = 0.02) and response rates 70% and 40% (p = 0.03) in the tea and control "
    "groups, respectively.": ["Remission rates: increase", "response rates: increase"],
    "Relapses occurred in 12% and 14% of patients (p = 0.8), and 60% of patients in the tea group had remission compared "
    "to 30% (p = 0.01).": ["Relapses: no_difference", "remission: increase"],
    "The mean difference was -2.3 (95% CI -4.0 to -0.6) for the ISI and -1.1 (95% CI -3.0 to 0.8) for the PSQI.": [
        "Insomnia Severity Index: decrease", "Pittsburgh Sleep Quality Index: no_difference"],
    "There was an effect on worry (SMD -0.24, 95% CI -0.38 to -0.10).": ["worry: decrease"],
    "There was an effect on worry (SMD 0.24, 95% CI 0.10 to 0.38).": [],
    "Worry scores fell by 30% (p = 0.01), ISI scores by 20% (p = 0.04), and PSQI scores by 10% (p = 0.2).": [
        "Worry scores: decrease", "Insomnia Severity Index: decrease", "Pittsburgh Sleep Quality Index: decrease"],
    "The tea group had lower scores than the control group for worry (p = 0.01) and fatigue (p = 0.02).": [
        "worry: decrease", "fatigue: decrease"],
    # places and times
    "Worry fell at 4 weeks (p = 0.01) and 8 weeks (p = 0.03) with tea.": ["Worry: decrease", "Worry: decrease"],
    "Worry fell in the tea (p = 0.02) and juice (p = 0.007) groups.": ["Worry: decrease", "Worry: decrease"],
    # the scale it was read from
    "Worry and depression, measured with the BDI-II, fell.": ["Worry: decrease", "Beck Depression Inventory-II: decrease"],
    "According to the DASS-42, scores of stress and anxiety were lower.": [
        "Depression Anxiety Stress Scales-42: decrease", "Depression Anxiety Stress Scales-42: decrease"],
    "Anxiety on the HADS decreased with tea.": ["Hospital Anxiety and Depression Scale - Anxiety: decrease"],
    "Tea improved sleep quality, as assessed by the PSQI.": ["Pittsburgh Sleep Quality Index: decrease"],
    "Sleep quality increased, as measured by the PSQI.": ["Sleep quality: increase"],
    "Stress fell, and sleep was assessed with the PSQI.": ["stress: decrease"],
    # shared heads
    "Tea improved physical (p = 0.1) and mental (p = 0.02) health.": ["physical health: increase", "mental health: increase"],
    "Tea increased the activation of microglia and astrocytes.": ["activation of microglia and astrocytes: increase"],
    "Tea reduced the number of errors and immobility time.": ["number of errors: decrease", "immobility time: decrease"],
    # names that hold a word of change
    "The treated rats had a higher latency to fall.": ["latency to fall: increase"],
    "Tea protected the rats against anhedonia and social avoidance.": [
        "anhedonia: decrease", "social avoidance: decrease"],
    "Findings on sleep duration and daytime sleepiness were mixed.": [
        "sleep duration: mixed", "daytime sleepiness: mixed"],
    "Noise did not produce a panic-like phenotype in treated rats.": ["panic-like phenotype: no_difference"],
    "Tea lowered corticosterone and normalized social interaction.": [
        "Corticosterone: decrease", "social interaction: increase"],
    # in the control group
    "Plasma cortisol was lower in the placebo group.": ["Cortisol: increase"],
    "Plasma cortisol did not change in the tea group but increased in the placebo group.": [
        "Cortisol: no_difference", "Cortisol: increase"],
    "Tea improved both the anxiety and depression subscales of the HADS.": [
        "anxiety: decrease", "Hospital Anxiety and Depression Scale - Depression: decrease"],
    "Although worry improved in both arms, no significant between-arm differences emerged.": [
        "worry: decrease", "worry: no_difference"],
    "The proportion of participants with clinically relevant anxiety fell from 60% to 32% with tea.": [
        "proportion of participants with clinically relevant anxiety: decrease"],
    "Anger-Hostility improved with tea.": ["Anger-Hostility: decrease"],
    "Tea improved the anti-inflammatory capacity.": ["anti-inflammatory capacity: increase"],
    "Tea was superior to milk in lowering worry.": ["worry: decrease"],
    "Total sleep time was 25 min longer with tea than with milk, and sleep latency 8 min shorter.": [
        "Total sleep time: increase", "sleep latency: decrease"],
    "Elevated corticosterone and IL-6 were normalised by tea.": ["Corticosterone: decrease", "Interleukin 6: decrease"],
    "Worry worsened less in the placebo group.": ["Worry: increase"],
    # what is defined, asked for or a condition is no result; a clause set in is passed over
    "Relapse was defined as an increase in worry or a fall in vigor.": [],
    "The main end point was an improvement in fatigue.": [],
    "The dose was halved if fatigue increased.": [],
    "Controls were asked not to change their diet quality.": [],
    "Fatigue, which was a further end point, was lower with kefir.": ["Fatigue: decrease"],
    # people counted and values of groups with an interval each
    "More volunteers in the kefir group reported no worry (p = 0.01) and no pain (p = 0.02) than with milk.": [
        "no worry: increase", "no pain: increase"],
    "Twelve (30%) of 40 women developed worry in the kefir group, compared with 20 (50 per cent) of 40 in the placebo "
    "group (p = 0.03).": ["worry: decrease"],
    "Nine women (30%) developed worry in the kefir group and 18 women (60%) in the placebo group (RR 0.5, p = 0.02).": [
        "worry: decrease"],
    "The mean percent change in fatigue was -9.1 (95% CI -12.0 to -6.2) in the kefir group and -2.2 (95% CI -5.0 to 0.6) "
    "in the placebo group (difference -6.9, 95% CI -9.9 to -3.9; p < 0.001).": ["fatigue: decrease"],
    "Fatigue was 41 (95% CI 38 to 44) with kefir and 40 (95% CI 37 to 43) with placebo (hazard ratio 1.1, 95% CI 0.8 to "
    "1.5).": ["Fatigue: no_difference"],
    "Fatigue was 41 (95% CI 38 to 44) with kefir and 40 (95% CI 37 to 43) with placebo.": [],
    # what animals show, and what stands in for a name
    "Noise-exposed pups developed social deficits and anhedonia.": ["social deficits: increase", "anhedonia: increase"],
    "The kefir-fed pups did not exhibit panic-like behaviour.": ["panic-like behaviour: no_difference"],
    "The results showed anxiety among nurses.": [],
    "Tea raised vigor in men but lowered it in women.": ["vigor: increase", "vigor: decrease"],
    "Tea raised vigor in old rats while lowering hippocampal gliosis.": ["vigor: increase", "hippocampal gliosis: decrease"],
    "Tea lowered serum IL-6, NO and malondialdehyde.": [
        "Interleukin 6: decrease", "Nitric oxide: decrease", "Malondialdehyde: decrease"],
    "Noise exaggerated pain and anhedonia.": ["pain: increase", "anhedonia: increase"],
    "Tea lowered neuronal loss in the substantia nigra pars compacta and raised dopamine.": [
        "neuronal loss: decrease", "Dopamine: increase"],
    "Higher tea scores and milk intake were associated with an increase in harmless bacteria.": [],
    "Anxiety and worry were both reduced by tea.": ["anxiety: decrease", "worry: decrease"],
    "Much lower worry was seen with tea.": ["worry: decrease"],
    "Tea corrected the gut dysbiosis and lowered pain.": ["pain: decrease"],
    # what a verb of undoing takes in
    "The reduction of spine density and total weight in operated rats was ameliorated by tea.": [
        "spine density: increase", "total weight: increase"],
    "Tea prevented gait impairment, neuronal death and the increase in IL-6 and TNF-α in the colon of rats.": [
        "gait impairment: decrease", "neuronal death: decrease", "Interleukin 6: decrease",
        "Tumour necrosis factor alpha: decrease"],
    "Tea relieved pain along with the inhibition of gliosis in rats.": ["pain: decrease", "gliosis: decrease"],
    "Tea blocked panic-like behaviour and reduced memory in rats.": [
        "panic-like behaviour: decrease", "memory: increase"],
    "Tea blocked noise-induced anhedonia, increased immobility, and reduced sucrose preference in rats.": [
        "anhedonia: decrease", "immobility: decrease", "sucrose preference: increase"],
    "Tea relieved anhedonia, reduced faecal butyrate and increased memory in rats.": [
        "anhedonia: decrease", "Butyrate: decrease", "memory: increase"],
    "Kefir protected against noise-induced gliosis in the cortex.": ["gliosis: decrease"],
    "Kefir lowered IL-6, consequently preventing gliosis.": ["Interleukin 6: decrease", "gliosis: decrease"],
    # who shows it
    "The noise model exhibited apparent memory deficits but not anhedonia.": [
        "memory deficits: increase", "anhedonia: no_difference"],
    "Tests revealed anxiety-like behaviour and social deficits in the exposed pups.": [
        "anxiety-like behaviour: increase", "social deficits: increase"],
    "Noise led to pain and splenomegaly.": ["pain: increase", "splenomegaly: increase"],
    "Noise raised blood choline, a precursor of acetylcholine, in rats.": ["blood choline: increase"],
    "Noise lowered choline and two proteins.": ["choline: decrease", "two proteins: decrease"],
    "Tea blocked noise-induced increased plasma levels of IL-6 in rats.": ["Interleukin 6: decrease"],
    "Tea relieved NOI^+ -induced gliosis and repressed panic-like behaviour in Sig^-/- rats.": [
        "gliosis: decrease", "panic-like behaviour: decrease"],
    "Rats with the injury exhibited splenomegaly, pain and reduced sucrose preference.": [
        "splenomegaly: increase", "pain: increase", "sucrose preference: decrease"],
    "Notably, panic-like phenotypes in rats with a wound were relieved after tea.": ["panic-like phenotypes: decrease"],
    "DNA was amplified.": [],
    "Tea improved XY12 cell viability.": ["XY12 cell viability: increase"],
    "Vagotomy abolished the effects of the probiotic on anxiety.": [],
    "Butyrate raised %XY and dopamine.": ["%XY: increase", "Dopamine: increase"],
    # names and their heads
    "Kefir improved physical (p = .01), social (p = .2), and mental (p = .03) health.": [
        "physical health: increase", "social health: increase", "mental health: increase"],
    "Kefir improved verbal recall (p = .01) and working memory (p = .02).": [
        "verbal recall: increase", "working memory: increase"],
    "Kefir lowered the incidence of clinically significant worry (9% vs 20%; p = .03).": [
        "incidence of clinically significant worry: decrease"],
    "Kefir gave better outcomes for sleep quality (p = .02) and fatigue (p = .01).": [
        "sleep quality: increase", "fatigue: decrease"],
    "The kefir group presented better results in terms of fatigue.": ["fatigue: decrease"],
    "Grade ≥ 2 nausea was more common with kefir than with placebo.": ["Grade ≥ 2 nausea: increase"],
    "The time needed to fall asleep was shorter with kefir.": ["time needed to fall asleep: decrease"],
    "The kefir group had improved affect.": ["affect: increase"],
    "The superiority of kefir to placebo was confirmed for sleep quality and fatigue.": [
        "sleep quality: increase", "fatigue: decrease"],
    # where a clause begins and ends
    "Although the difference in mood was not significant, vigor was improved.": ["mood: no_difference", "vigor: increase"],
    "In both groups fatigue decreased.": ["fatigue: decrease"],
    "Dense sleep and light sleep, measures that tell of rest, were not different between groups.": [
        "Dense sleep: no_difference", "light sleep: no_difference"],
    "In a trial of kefir for prevention of worry, fatigue decreased.": ["fatigue: decrease"],
    "No differences in outcome were observed between groups, making both an option in depression.": [],
    "There were no differences in age, worry and fatigue after treatment.": [
        "worry: no_difference", "fatigue: no_difference"],
    "There were no differences in age, worry and fatigue.": [],
    # what was used, when, and for what it was adjusted
    "Additional use of laxatives was lower with kefir.": ["Additional use of laxatives: decrease"],
    "A decrease was seen in fatigue scores at the 4th and 8th week.": ["fatigue scores: decrease"],
    "Regarding body weight, no difference was found on the 4th and 8th week.": ["body weight: no_difference"],
    "Kefir improved vigor after adjustment for age, body mass index and education.": ["vigor: increase"],
    "The sample size was based on the assumption of a fall in worry.": [],
    "Reduction in worry is the primary end point.": [],
    "Fatigue was lower than at baseline.": ["Fatigue: decrease"],
    "Kefir led to a decrease in both total sitting time and worry.": ["total sitting time: decrease", "worry: decrease"],
    "Kefir was effective to prevent fatigue.": ["fatigue: decrease"],
    "We found no evidence that vigor differed between the groups.": ["vigor: no_difference"],
    "Kefir improved physical, role and emotional functioning.": [
        "physical functioning: increase", "role functioning: increase", "emotional functioning: increase"],
    "More kefir patients discontinued due to nausea than placebo patients.": ["discontinued due to nausea: increase"],
    "While sleep data are not yet at hand, vigor was increased.": ["vigor: increase"],
    "The suppression of cortisol and ACTH was more pronounced with kefir.": [
        "Cortisol: decrease", "Adrenocorticotropic hormone: decrease"],
    "The improvement in fatigue was similar between groups.": ["fatigue: no_difference"],
    "The increase in fatigue was the same in both groups.": ["fatigue: increase", "fatigue: no_difference"],
    # as often, alike, left as it was
    "Nausea was twice as likely with kefir.": ["Nausea: increase"],
    "IL-6 was three times as high in the treated rats.": ["Interleukin 6: increase"],
    "IL-6 was three times higher with kefir.": ["Interleukin 6: increase"],
    "Loose stools were three times more common with kefir.": ["Loose stools: increase"],
    "Safety events were rare, and similar in the kefir and milk groups (4% vs. 3%).": [
        "Safety events: no_difference"],
    "Worry fell, while weight was left unchanged.": ["Worry: decrease", "weight: no_difference"],
    "Kefir left locomotor activity unchanged.": ["locomotor activity: no_difference"],
    "Breast-feeding rates were identical in both groups.": ["Breast-feeding rates: no_difference"],
    "Worry was lower with kefir (3.1) than with milk (4.1), but the difference was not significant (P = 0.2).": [
        "Worry: no_difference"],
    "Indole-3-propionic acid rose.": ["Indole-3-propionic acid: increase"],
    "Clinically meaningful worsening of fatigue was defined as a rise of 5 points.": [],
    "Worry fell. mRNA of BDNF rose.": ["Worry: decrease", "Brain-derived neurotrophic factor: increase"],
    "More women in the kefir group (32%) than in the placebo group (28%) reported bloating.": ["bloating: increase"],
    "Analysis revealed a mean fatigue score of 5.6 in the kefir group compared with 9.2 in the placebo group "
    "(p = 0.04).": ["mean fatigue score: decrease"],
    "Kefir improved vigor compared with fibre plus placebo.": ["vigor: increase"],
    "The sugar content of the crude extract was twice as high.": [],
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_findings__say_which_way_each_outcome_went(sentence: str) -> None:
    assert told(sentence) == SENTENCES[sentence]


STATISTICS: dict[str, list[tuple[str, str | None, float | None]]] = {
    "The capsule lowered cortisol (p = 0.02) and ACTH (p = 0.3).": [
        ("significant", "=", 0.02), ("not_significant", "=", 0.3)],
    "The capsule raised serum BDNF (p = 0.004) and lowered IL-6 (p = 0.2).": [
        ("significant", "=", 0.004), ("not_significant", "=", 0.2)],
    "Depression scores and irritability were reduced after the intervention (P < .001).": [
        ("significant", "<", 0.001), ("significant", "<", 0.001)],
    "IL-6 and TNF-α were lower (p = 0.01 and p = 0.04, respectively).": [
        ("significant", "=", 0.01), ("significant", "=", 0.04)],
    "Both arms showed lower PSS scores (p = 0.01 and p = 0.04, respectively).": [
        ("significant", "=", 0.01), ("significant", "=", 0.04)],
    "The capsule increased IL-10 and reduced IL-6 (p < 0.05).": [
        ("significant", "<", 0.05), ("significant", "<", 0.05)],
    "Cortisol decreased but not significantly (p = 0.12).": [("not_significant", "=", 0.12)],
    "Stress decreased, although the decrease was not statistically significant.": [("not_significant", None, None)],
    "Cortisol tended to fall.": [("not_significant", None, None)],
    "Sleep quality improved significantly.": [("significant", None, None)],
    "Sleep quality improved.": [("not_stated", None, None)],
    "Depressive symptoms did not differ (SMD -0.10; 95% CI -0.30, 0.10).": [("not_significant", None, None)],
    "Depressive symptoms were lower (SMD = -0.31, 95% CI -0.55 to -0.07).": [("significant", None, None)],
}  # fmt: skip


@pytest.mark.parametrize("sentence", STATISTICS)
def test_findings__give_each_outcome_its_own_p_value(sentence: str) -> None:
    found = [(row["significance"], row.get("p_operator"), row.get("p_value")) for row in rows_of(sentence)]
    assert found == STATISTICS[sentence]


def test_findings__make_one_row_for_each_comparator_with_its_p_value() -> None:
    rows = rows_of(
        "The capsule raised BDNF compared with the placebo group (p = 0.03) and with the prebiotic group (p = 0.001), "
        "which correlated inversely with depression severity (p = 0.04)."
    )
    assert [(row["direction"], row.get("comparator"), row["p_value"]) for row in rows[:2]] == [
        ("increase", "placebo", 0.03),
        ("increase", "prebiotic", 0.001),
    ]
    assert (rows[2]["analysis"], rows[2]["direction"], rows[2]["p_value"]) == ("correlation", "negative", 0.04)


@pytest.mark.parametrize(
    ("sentence", "arms", "comparator"),
    [
        ("Compared with vehicle, the strain reduced corticosterone.", (), "placebo"),
        ("MMSE was higher in the probiotic group than in the placebo group.", (), "placebo"),
        ("BDI decreased significantly from baseline.", (), "baseline"),
        ("The probiotic lowered cortisol.", TRIAL, "placebo"),
        ("The probiotic lowered cortisol compared with controls.", TRIAL, "placebo"),
        ("After treatment, cortisol fell.", SINGLE_ARM, "baseline"),
        ("In both groups worry fell, while cortisol rose.", TRIAL, "baseline"),
        ("Cortisol fell by 12% and 9% in the probiotic and placebo groups, respectively.", TRIAL, "baseline"),
        ("Compared with before treatment, cortisol fell in the control group.", TRIAL, "baseline"),
        ("Cortisol fell compared with before the intervention.", TRIAL, "baseline"),
        ("Improvements were observed pre- to post-treatment for cortisol.", TRIAL, "baseline"),
        ("Cortisol fell.", (), None),
        ("The placebo group had a significant fall in cortisol.", TRIAL, "baseline"),
        ("Placebo treatment lowered cortisol by 2%.", TRIAL, "baseline"),
        ("The placebo group had higher cortisol.", TRIAL, "placebo"),
        ("Cortisol stayed unchanged in the probiotic group.", TRIAL, "baseline"),
        ("There were no differences in cortisol between the groups, and within the probiotic group.", TRIAL, "placebo"),
    ],
)
def test_findings__know_what_a_result_was_compared_with(
    sentence: str, arms: tuple[tuple[ArmMention, ArmDraft], ...], comparator: str | None
) -> None:
    assert {row.get("comparator") for row in rows_of(sentence, arms)} == {comparator}


def test_findings__read_effect_interval_and_values() -> None:
    (row,) = rows_of("Depressive symptoms were lower (SMD = -0.31, 95% CI -0.55 to -0.07, p = 0.01).")
    assert (row["effect_measure"], row["effect_value"], row["ci_level"]) == ("SMD", -0.31, 95.0)
    assert (row["ci_low"], row["ci_high"]) == (-0.55, -0.07)
    (row,) = rows_of("BDI fell from 21 down to 12 after eight weeks.")
    assert (row["baseline_value"], row["endpoint_value"], row["timepoint_days"]) == (21.0, 12.0, 56.0)
    assert row["endpoint_band"]


def test_findings__point_at_arms() -> None:
    (mention,) = mentions_of(document_of("The probiotic lowered cortisol."), [mention for mention, _ in TRIAL])
    assert (mention.arm_key, mention.comparator_arm_key) == ("a1", "a2")


def test_findings__of_a_trial_leave_out_what_the_disease_did() -> None:
    sick, treated = "Stressed rats showed lower sucrose preference.", "The strain raised sucrose preference."
    assert rows_of(sick, SINGLE_ARM) == []
    assert rows_of(sick) != []
    assert [row["direction"] for row in rows_of(f"{sick} {treated}", SINGLE_ARM)] == ["increase"]


@pytest.mark.parametrize(
    ("sentence", "directions"),
    [
        ("Q7 alleviated memory deficits in stressed mice and restored social novelty.", ["decrease", "increase"]),
        ("Q7 blocked the neuronal damage of stressed mice.", ["decrease"]),
        ("Stress alleviated nothing but worsened the memory of the mice.", []),
        ("The mice improved in the maze.", []),
    ],
)
def test_findings__of_a_trial_take_what_undoes_harm_for_a_treatment(sentence: str, directions: list[str]) -> None:
    assert [row["direction"] for row in rows_of(sentence, SINGLE_ARM)] == directions


def test_findings__of_a_study_of_harm_tell_what_its_animals_showed() -> None:
    title, body = "Oral rust impairs memory in rats.", "Exposed rats showed lower sucrose preference."
    document = document_of(f"{title}\n{body}")
    sections = (
        Section(SectionKind.TITLE, 0, len(title)),
        Section(SectionKind.RESULTS, len(title) + 1, len(document.text)),
    )
    arms = [mention for mention, _ in SINGLE_ARM]
    assert [m.facts[0].quote.text for m in mentions_of(replace(document, sections=sections), arms)] == [
        "sucrose preference"
    ]


def test_findings__take_what_is_tested_by_its_short_name() -> None:
    text = "Kombuchas were given to rats. The kombucha-fed rats felt less pain."
    tested = ArmMention("a1", "intervention", (Fact("label_reported", Quote(0, 9, text[:9]), "test"),))
    assert [m.facts[0].quote.text for m in mentions_of(document_of(text), [tested])] == ["pain"]
    text = "Kombucha extract (KBE) was given to noise-exposed rats. KBE-fed rats drank more and their pain fell."
    label = Fact("label_reported", Quote(0, 16, text[:16]), "test")
    tested = ArmMention("a1", "intervention", (label,))
    assert [m.facts[0].quote.text for m in mentions_of(document_of(text), [tested])] == ["pain"]


ABSTRACT = (
    "Cortisol is high in tired people. Kefir reduced cortisol in earlier work. This study aimed to test kefir in adults. "
    "Fifty adults were randomly assigned to kefir or milk. Kefir raised vigor. Fatigue did not differ between groups. "
    "In conclusion, kefir improved health."
)


def test_findings__of_an_unstructured_abstract_leave_out_background_and_conclusion() -> None:
    found = mentions_of(document_of(ABSTRACT, SectionKind.ABSTRACT))
    assert [mention.facts[0].quote.text for mention in found] == ["vigor", "Fatigue"]


def test_findings__fall_back_on_conclusion_where_results_state_none() -> None:
    text = "This study aimed to test kefir. Fifty adults were randomly assigned. In conclusion, kefir improved mood."
    assert [m.facts[0].quote.text for m in mentions_of(document_of(text, SectionKind.ABSTRACT))] == ["mood"]


def test_findings__are_none_in_a_protocol() -> None:
    title, body = "Kefir for mood: study protocol", "The drink will be given. Kefir improved mood."
    text = f"{title}\n\n{body}"
    sections = (
        Section(SectionKind.TITLE, 0, len(title)),
        Section(SectionKind.RESULTS, len(title) + 2, len(text)),
    )
    document = Document("doc-0", "0", "here", "a.txt", "text/plain", "test", text, sections)
    assert mentions_of(document) == ()


def test_findings__of_a_study_that_a_page_tells_leave_out_general_statements() -> None:
    text = "Cortisol is lower in calm people. The trial found that kefir reduced cortisol. Kefir improves mood."
    found = mentions_of(document_of(text, SectionKind.BODY), naming=Naming.DESCRIBED)
    assert [mention.facts[0].quote.text for mention in found] == ["cortisol"]


def test_findings__tell_animals_from_humans_in_one_sentence() -> None:
    text = "Although kefir reduced anxiety in animal studies, these effects did not translate to humans."
    found = [normalise_finding(m, ()).fields for m in mentions_of(document_of(text, SectionKind.BODY))]
    assert [(f["species"].value, f["direction"].value) for f in found] == [
        ("other_animal", "decrease"),
        ("human", "no_difference"),
    ]


def test_findings__take_in_bullets_after_a_colon() -> None:
    text = "It found that kefir increased levels of useful substances, including:\n\n  • Serotonin\n  • GABA, a calming one\n"
    found = mentions_of(document_of(text, SectionKind.BODY), naming=Naming.DESCRIBED)
    assert [mention.facts[0].quote.text for mention in found] == ["Serotonin", "GABA"]


def test_findings__tell_a_repeated_result_once() -> None:
    rows = rows_of("Kefir reduced cortisol (p = 0.02). As said, kefir reduced cortisol.")
    assert [(row["outcome"], row["p_value"]) for row in rows] == [("Cortisol", 0.02)]


@pytest.mark.parametrize("sentence", [*SENTENCES, ABSTRACT])
def test_findings__quote_characters_of_the_document(sentence: str) -> None:
    document = document_of(sentence)
    for mention in mentions_of(document):
        for fact in mention.facts:
            assert document.text[fact.quote.start : fact.quote.end] == fact.quote.text


@pytest.mark.parametrize(
    "unit",
    ["Anxiety fell (p = 0.02) and stress rose, ", "Kefir reduced stress {n}. ", "((", "12 ", "p = ", "not ", "fell"],
)
def test_findings__cost_grows_with_the_length_of_the_text(unit: str) -> None:
    text = "".join(unit.format(n=n) for n in range(150_000 // len(unit)))
    document = document_of(text)
    started = time.process_time()
    mentions_of(document)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "name",
    ["direction_cues", "result_words", "phrase_words", "outcome_orientation", "outcome_domains", "outcome_names",
     "zone_cues", "effect_measures", "group_heads", "control_words"],
)  # fmt: skip
def test_lexicon__is_unique_and_clean(name: str) -> None:
    rows = read_rows(name)
    cells = [tuple(row.values()) for row in rows]
    assert len(set(cells)) == len(cells) > 0
    assert all(cell for row in cells for cell in row)
    assert all(cell == cell.strip() for row in cells for cell in row[1:])


def test_an_abstract_sentence_that_begins_with_results__is_no_heading() -> None:
    text = (
        "We gave kefir to 40 nurses. Anxiety was lower with kefir than with placebo (p = 0.02). Vigor did not change. "
        "Results should be read with caution."
    )
    document = document_of(text, SectionKind.ABSTRACT)
    found = [fact.quote.text for mention in mentions_of(document) for fact in mention.facts if fact.field == "outcome"]
    assert found == ["Anxiety", "Vigor"]
