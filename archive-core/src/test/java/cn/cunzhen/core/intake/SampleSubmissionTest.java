package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.Part;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class SampleSubmissionTest {
  @Test
  void theSampleOfTheContractIsATransaction() {
    Transaction transaction = Submissions.transaction(Submissions.SAMPLE);

    assertThat(transaction.sourceSystem()).isEqualTo("teller");
    assertThat(transaction.transactionId()).isEqualTo("46010020261121000017");
    assertThat(transaction.item().code()).isEqualTo("SI-0107");
    assertThat(transaction.holders())
        .containsExactly(
            new Holder("王小明", Holder.IdType.RESIDENT_ID, "460100199003074518", null, null));
    assertThat(transaction.window()).isEqualTo("A03");
    assertThat(transaction.channel()).isEqualTo(Channel.WINDOW);
    assertThat(transaction.acceptedAt())
        .isEqualTo(OffsetDateTime.parse("2026-11-21T09:12:00+08:00"));
    assertThat(transaction.outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(transaction.confidentiality()).isEqualTo(Confidentiality.NORMAL);
    SubmittedFile file = transaction.files().getFirst();
    assertThat(file.fileName()).isEqualTo("参保单位补缴本年度社保费业务告知承诺书.pdf");
    assertThat(file.part()).isEqualTo(Part.APPLICATION);
  }

  @Test
  void aSubmissionMayUseEveryField() {
    Transaction transaction = Submissions.transaction(Submissions.FULL);

    assertThat(transaction.holders()).hasSize(4);
  }
}
